"""The longest passage that two texts share, in time proportional to their words."""

from collections.abc import Sequence


def longest_run(one: Sequence[str], other: Sequence[str]) -> int:
    """How many words the longest passage has that stands in both, word for word.

    A suffix automaton of the one, read along the other.
    """
    follows, links, lengths = _automaton(one)
    state = length = longest = 0
    for word in other:
        while state and word not in follows[state]:
            state = links[state]
            length = lengths[state]
        if word in follows[state]:
            state = follows[state][word]
            length += 1
        longest = max(longest, length)
    return longest


def _automaton(words: Sequence[str]) -> tuple[list[dict[str, int]], list[int], list[int]]:
    """Of each state: where each word leads, its suffix link, and the length of its longest passage."""
    follows: list[dict[str, int]] = [{}]
    links, lengths = [-1], [0]
    last = 0
    for word in words:
        new = len(follows)
        follows.append({})
        links.append(0)
        lengths.append(lengths[last] + 1)
        at = last
        while at >= 0 and word not in follows[at]:
            follows[at][word] = new
            at = links[at]
        if at >= 0:
            target = follows[at][word]
            if lengths[target] == lengths[at] + 1:
                links[new] = target
            else:
                clone = len(follows)
                follows.append(dict(follows[target]))
                links.append(links[target])
                lengths.append(lengths[at] + 1)
                while at >= 0 and follows[at].get(word) == target:
                    follows[at][word] = clone
                    at = links[at]
                links[target] = links[new] = clone
        last = new
    return follows, links, lengths
