"""What a permission is. Each area names its own in its `permissions.py`; who holds them is said in `access`."""

from enum import StrEnum, auto


class Permission(StrEnum):
    """A right, named NOUN_VERB after what it is used on; a page declares exactly one. The members are in the areas."""

    @staticmethod
    def _generate_next_value_(name: str, start: int, count: int, last_values: list[str]) -> str:
        return name


class KernelPermission(Permission):
    """What belongs to no area."""

    PUBLIC_READ = auto()
