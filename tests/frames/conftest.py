"""The dataset that most tests of frames take: that of the exports' tests."""

from tests.exports.conftest import folder

__all__ = ["folder"]
