"""The order of steps: figures of a story → its quantities and their tellings."""

from collections.abc import Iterable, Sequence
from typing import TypeVar

from transforms.contract import Modality, Quantity, Telling, stable_id
from transforms.ledger.compare import compare
from transforms.ledger.given import GivenFigure, GivenText, in_order
from transforms.ledger.linking import Linked, link
from transforms.ledger.origins import origins_of, voice_of
from transforms.ledger.seen import Seen
from transforms.ledger.states import latest, settled, state_of

T = TypeVar("T")


def tell_story(
    story_id: str, texts: Iterable[GivenText], figures: Iterable[GivenFigure]
) -> tuple[list[Quantity], list[Telling]]:
    """Quantities and tellings of one story; the order of what is given changes nothing.

    Args:
        story_id: the key of the story.
        texts: its documents.
        figures: their figures; ages, scores and figures without a value tell no quantity.
    """
    quantities: list[Quantity] = []
    tellings: list[Telling] = []
    for linked in link(in_order(texts, figures)):
        quantity, told = _rows(story_id, linked)
        quantities.append(quantity)
        tellings.extend(told)
    return quantities, tellings


def _rows(story_id: str, linked: Linked) -> tuple[Quantity, list[Telling]]:
    pairs = sorted(zip(linked.seen, linked.likes, strict=True), key=lambda pair: _order(pair[0]))
    seen, likes = [one for one, _ in pairs], [like for _, like in pairs]
    origins = settled(seen, origins_of(seen))
    quantity_id = stable_id("quantity", seen[0].figure.figure_id)
    origin_ids: dict[int, str] = {}
    for origin in origins:
        first = seen[min(origin.told)].figure.figure_id
        origin_ids |= dict.fromkeys(origin.told, stable_id(quantity_id, first))
    tellings = []
    for place, (one, like, compared) in enumerate(zip(seen, likes, compare(seen, origins), strict=True)):
        voice = voice_of(one)
        tellings.append(
            Telling(
                figure_id=one.figure.figure_id,
                quantity_id=quantity_id,
                origin_id=origin_ids[place],
                voice=voice.name if voice else None,
                told_on=one.text.published_on,
                low_bound=one.interval.low,
                high_bound=one.interval.high,
                relation=compared.relation,
                against_figure_id=None if compared.against is None else seen[compared.against].figure.figure_id,
                link_score=round(like.score, 4) if like else 1.0,
                link_why="; ".join(like.reasons) if like else None,
            )
        )
    final = latest(seen, origins)
    days = [day for one in seen if (day := one.text.published_on)]
    quantity = Quantity(
        quantity_id=quantity_id,
        story_id=story_id,
        concept=_most(one.figure.concept for one in seen),
        kind=_most(one.figure.kind for one in seen if not one.is_bare) or seen[0].figure.kind,
        unit=_most(one.figure.unit for one in seen),
        subject=_most(one.figure.subject for one in seen),
        place=_most(one.figure.place for one in seen),
        period=_period(seen),
        scope=_most(one.figure.lemma for one in seen),
        modality=_modality(seen),
        n_tellings=len(seen),
        n_voices=sum(origin.voice is not None for origin in origins),
        n_origins=len(origins),
        state=state_of(seen, origins),
        latest_low=final.interval.low,
        latest_high=final.interval.high,
        first_told_on=min(days, default=None),
        last_told_on=max(days, default=None),
    )
    return quantity, tellings


def _order(one: Seen) -> tuple[object, ...]:
    return *one.text.order, one.figure.start, one.figure.figure_id


def _most(values: Iterable[T | None]) -> T | None:
    """The value told most, of several the one told first; None: none is told."""
    counts: dict[T, int] = {}
    for value in values:
        if value is not None:
            counts[value] = counts.get(value, 0) + 1
    return max(counts, key=counts.__getitem__, default=None)


def _period(seen: Sequence[Seen]) -> str | None:
    days = _most((one.figure.period_from, one.figure.period_to) for one in seen if one.figure.period_from)
    if days is None or days[0] is None:
        return None
    first, last = days
    return first.isoformat() if last in (None, first) else f"{first.isoformat()}/{last.isoformat()}"


def _modality(seen: Sequence[Seen]) -> Modality:
    """As first told; what is reported and what is asserted are told together."""
    told = [one.figure.modality for one in seen if one.figure.aspect != "previous"] or ["asserted"]
    return "asserted" if "asserted" in told else told[0]
