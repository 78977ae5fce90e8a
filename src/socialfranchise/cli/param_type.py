"""The kind of a value on the command line, generic also where click's own is not yet."""

from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from click import ParamType as ParamType
else:

    class ParamType(click.ParamType):
        """Older releases of click, which we allow, have no generic type."""

        def __class_getitem__(cls, item: Any) -> type:
            """The class itself: what it converts to is for readers and checkers."""
            return cls
