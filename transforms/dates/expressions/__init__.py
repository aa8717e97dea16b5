"""What the words of a date say, family by family: text becomes meaning, without looking at the day of publication."""
