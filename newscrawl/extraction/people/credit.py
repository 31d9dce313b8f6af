"""What a credit line gives, in whatever script: `east_credits.py` and `west_credits.py` read one."""

from __future__ import annotations

from typing import NamedTuple


class Credit(NamedTuple):
    """What one line credits."""

    writers: tuple[str, ...] = ()
    """People and agencies that wrote, as printed, in printed order."""
    groups: tuple[str, ...] = ()
    """Departments and houses, which sign where nobody else does."""
    unknown: tuple[str, ...] = ()
    """Words without a role: a pen name, or a sign that the line is no credit."""
    is_labelled: bool = False
    """Whether a task or a post in a newsroom shows that somebody wrote."""
    is_beside: bool = False
    """Whether a line without a writer holds only what is beside one: a task, a post, a department."""
    is_spoken_of: bool = False
    """Whether a title is glued to a name, as in the headline of another text: 小池和樹社長."""
    task: bool | None = None
    """Of a line that is a label alone: whether the person named beside it wrote."""
    is_of_tasks: bool = False
    """Whether tasks, each with its people, are all that is printed: 文／小池和樹　写真／佐藤花子."""
