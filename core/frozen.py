"""Classes of values that do not change, made in a sixth of the time that ``dataclasses`` takes: a search needs a hundred of them.

To those who use them they are dataclasses: :func:`dataclasses.fields`, ``replace`` and ``asdict`` know them, which then reads how
they are made. Not here: classes whose instances change, or inherit fields; those are dataclasses.
"""

from collections.abc import Callable
from operator import attrgetter
from typing import Any, NamedTuple, NoReturn, TypeVar, cast, dataclass_transform

__all__ = ["field", "frozen"]

_Class = TypeVar("_Class")
_NONE: Any = object()


class _Field(NamedTuple):
    default: object
    default_factory: Callable[[], object] | None
    compare: bool


def field(*, default: Any = _NONE, default_factory: Callable[[], Any] | None = None, compare: bool = True) -> Any:  # noqa: ANN401  # of any type
    """Say of a field what `default_factory` makes its value where none is given, or that it does not `compare`."""
    return _Field(default, default_factory, compare)


@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def frozen(described: type[_Class]) -> type[_Class]:
    """Return the class `described`, as ``dataclass(frozen=True, slots=True)`` does: equal to what is of it and holds the same."""
    names = tuple(described.__annotations__)
    body = {name: value for name, value in vars(described).items() if name not in ("__dict__", "__weakref__")}
    given = {name: body.pop(name) for name in names if name in body}
    told = {name: value if isinstance(value, _Field) else _Field(value, None, True) for name, value in given.items()}
    made: type = type(described.__name__, described.__bases__, body | {"__slots__": names, "__match_args__": names})
    made.__qualname__ = described.__qualname__
    values, key = _values(names), _values([name for name in names if name not in told or told[name].compare])
    methods: dict[str, object] = {
        "__init__": _init(made, names, told),
        "__repr__": lambda self: f"{made.__qualname__}({', '.join(f'{name}={getattr(self, name)!r}' for name in names)})",
        "__eq__": lambda self, other: key(self) == key(other) if other.__class__ is self.__class__ else NotImplemented,
        "__hash__": lambda self: hash(key(self)),
        "__reduce__": lambda self: (self.__class__, values(self)),
        "__setattr__": _refuse,
        "__delattr__": _refuse,
        "__dataclass_fields__": _Fields(told),
    }
    for name, method in methods.items():
        if name not in body:
            setattr(made, name, method)
    return cast("type[_Class]", made)


def _values(names: "tuple[str, ...] | list[str]") -> Callable[[object], tuple[object, ...]]:
    if len(names) > 1:
        return attrgetter(*names)
    return lambda self: tuple(getattr(self, name) for name in names)


def _init(made: type, names: tuple[str, ...], told: dict[str, _Field]) -> object:
    """Return the method that takes the fields by place or name; it sets them by what the slots are made of."""
    scope: dict[str, Any] = {f"_set_{name}": vars(made)[name].__set__ for name in names}
    scope |= {f"_make_{name}": one.default_factory for name, one in told.items() if one.default_factory} | {"_none": _NONE}
    parameters = ", ".join(("self", *(f"{name}=_none" if name in told else name for name in names)))
    lines = "; ".join(_line(name, told.get(name)) for name in names)
    exec(f"def __init__({parameters}): {lines or 'pass'}", scope)  # names of fields alone are in it
    init = scope["__init__"]
    init.__defaults__ = tuple(one.default for one in told.values()) or None
    init.__annotations__ = {**made.__annotations__, "return": None}
    init.__module__, init.__qualname__ = made.__module__, f"{made.__qualname__}.__init__"
    return init


def _line(name: str, told: _Field | None) -> str:
    if told and told.default_factory:
        return f"_set_{name}(self, _make_{name}() if {name} is _none else {name})"
    return f"_set_{name}(self, {name})"


def _refuse(self: object, name: str, *_: object) -> NoReturn:
    from dataclasses import FrozenInstanceError

    raise FrozenInstanceError(f"cannot change {name!r} of {self.__class__.__qualname__}")


class _Fields:
    """What ``dataclasses`` reads of a class: made when it is first asked for, and kept by the class."""

    def __init__(self, told: dict[str, _Field]) -> None:
        self._told = told

    def __get__(self, instance: object, owner: type) -> dict[str, Any]:
        import dataclasses

        described = [(name, kind, self._field(name)) for name, kind in owner.__annotations__.items()]
        twin = dataclasses.make_dataclass(
            owner.__name__, described, init=False, repr=False, eq=False, namespace={"__doc__": owner.__doc__ or " "}
        )
        found: dict[str, Any] = {one.name: one for one in dataclasses.fields(twin)}
        setattr(owner, "__dataclass_fields__", found)  # noqa: B010  # so that mypy takes no `type` for a dataclass
        return found

    def _field(self, name: str) -> object:
        from dataclasses import field as described

        default, factory, compare = self._told.get(name, (_NONE, None, True))
        value = {"default_factory": factory} if factory else {} if default is _NONE else {"default": default}
        return described(compare=compare, **value)  # at most one of the two
