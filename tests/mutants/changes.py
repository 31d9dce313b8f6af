"""Small faults in a module's source, each at one place: what a tired engineer may write."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

OPPOSITES: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.Eq: ast.NotEq, ast.NotEq: ast.Eq,
    ast.In: ast.NotIn, ast.NotIn: ast.In, ast.Is: ast.IsNot, ast.IsNot: ast.Is,
}  # fmt: skip
SIGNS: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.FloorDiv, ast.FloorDiv: ast.Mult, ast.Div: ast.Mult,
}  # fmt: skip
NAMES = {"sorted": "list", "reversed": "list", "min": "max", "max": "min", "any": "all", "all": "any"}
KEYED = {"get", "pop", "setdefault", "inc_value", "max_value", "set_value"}
"""Calls whose first argument is a key."""
LOGGERS = {"debug", "info", "warning", "error", "exception"}


class _Fault(NamedTuple):
    kind: str
    node: ast.expr | ast.stmt
    text: str


@dataclass(frozen=True, slots=True)
class Mutant:
    """One fault: bytes *begin* to *end* of the source are replaced by *text*."""

    kind: str
    begin: int
    end: int
    text: str
    first_line: int
    last_line: int
    """The lines, from 1, whose run shows that a test reaches the fault."""

    def applied(self, source: str) -> str:
        """Return the source with the fault in it."""
        raw = source.encode()
        return (raw[: self.begin] + self.text.encode() + raw[self.end :]).decode()


def mutants_of(source: str) -> list[Mutant]:
    """Return every fault that this module knows for a source, in the order of their places."""
    tree = ast.parse(source)
    starts = [0]
    for line in source.encode().splitlines(keepends=True):
        starts.append(starts[-1] + len(line))
    mutants = [
        Mutant(
            kind=fault.kind,
            begin=starts[fault.node.lineno - 1] + fault.node.col_offset,
            end=starts[(fault.node.end_lineno or 0) - 1] + (fault.node.end_col_offset or 0),
            text=fault.text,
            first_line=min(line, fault.node.lineno),
            last_line=fault.node.end_lineno or fault.node.lineno,
        )
        for node, line in _code(tree, 1)
        for fault in _faults(node)
    ]
    return sorted(mutants, key=lambda mutant: (mutant.begin, mutant.end, mutant.kind, mutant.text))


def _code(node: ast.AST, line: int) -> Iterator[tuple[ast.expr | ast.stmt, int]]:
    """Yield what runs, each node with the first line of its statement: no docstring, annotation or message."""
    for child in ast.iter_child_nodes(node):
        if _is_text(child) or child is getattr(node, "annotation", None) or child is getattr(node, "returns", None):
            continue
        inner = child.lineno if isinstance(child, ast.stmt) else line
        if isinstance(child, (ast.expr, ast.stmt)):
            yield child, inner
        yield from _code(child, inner)


def _is_text(node: ast.AST) -> bool:
    match node:
        case ast.Expr(value=ast.Constant()) | ast.Raise() | ast.JoinedStr() | ast.Import() | ast.ImportFrom():
            return True
        case ast.Expr(value=ast.Call(func=ast.Attribute(attr=name))):
            return name in LOGGERS
        case ast.If(test=ast.Name(id="TYPE_CHECKING")) | ast.Assign(targets=[ast.Name(id="__all__")]):
            return True
    return False


def _faults(node: ast.expr | ast.stmt) -> Iterator[_Fault]:
    match node:
        case ast.Expr(value=ast.Call() | ast.Yield() | ast.Await()):
            yield _Fault("drop a statement", node, "pass")
        case ast.Return(value=ast.expr() as value) if not (isinstance(value, ast.Constant) and value.value is None):
            yield _Fault("return None", node, "return None")
        case ast.Break():
            yield _Fault("swap break and continue", node, "continue")
        case ast.Continue():
            yield _Fault("swap break and continue", node, "break")
        case ast.AugAssign(target=target, op=op, value=value) if type(op) in SIGNS:
            yield _Fault("change a sign", node, ast.unparse(ast.AugAssign(target, SIGNS[type(op)](), value)))
        case ast.If(test=test) | ast.While(test=test) | ast.IfExp(test=test):
            yield _negated(test)
        case ast.ListComp() | ast.SetComp() | ast.DictComp() | ast.GeneratorExp():
            yield from (_negated(test) for part in node.generators for test in part.ifs)
        case ast.Dict(keys=keys):
            yield from (_Fault("change a key", key, repr(text + "_x")) for key, text in _texts(keys))
        case ast.expr():
            yield from (_Fault(kind, node, f"({text})") for kind, text in _other_values(node))


def _negated(test: ast.expr) -> _Fault:
    return _Fault("negate a condition", test, f"(not ({ast.unparse(test)}))")


def _texts(keys: list[ast.expr | None]) -> Iterator[tuple[ast.expr, str]]:
    for key in keys:
        if isinstance(key, ast.Constant) and isinstance(key.value, str):
            yield key, key.value


def _other_values(node: ast.expr) -> Iterator[tuple[str, str]]:
    """Yield the kind and the text of each expression that may stand in the place of one."""
    match node:
        case ast.BoolOp(op=op, values=values):
            yield "swap and, or", ast.unparse(ast.BoolOp(ast.Or() if isinstance(op, ast.And) else ast.And(), values))
        case ast.Compare(left=left, ops=[op], comparators=right) if type(op) in OPPOSITES:
            yield "change a comparison", ast.unparse(ast.Compare(left, [OPPOSITES[type(op)]()], right))
        case ast.UnaryOp(op=ast.Not(), operand=operand):
            yield "remove not", ast.unparse(operand)
        case ast.BinOp(left=left, op=op, right=right) if type(op) in SIGNS and not _is_words(left, right):
            yield "change a sign", ast.unparse(ast.BinOp(left, SIGNS[type(op)](), right))
        case ast.Constant(value=bool() as value):
            yield "change a constant", str(not value)
        case ast.Constant(value=int() as value):
            yield "change a constant", str(value + 1)
            yield "change a constant", str(value - 1)
        case ast.Subscript(value=inner, slice=ast.Constant(value=str() as key)):
            yield "change a key", f"{ast.unparse(inner)}[{key + '_x'!r}]"
        case ast.Call():
            yield from _other_calls(node)


def _other_calls(node: ast.Call) -> Iterator[tuple[str, str]]:
    match node:
        case ast.Call(func=ast.Name(id=name), args=[first, *rest]) if name in NAMES:
            plain = NAMES[name] == "list"
            call = ast.Call(ast.Name(NAMES[name]), [first] if plain else [first, *rest], [] if plain else node.keywords)
            yield "change a function", ast.unparse(call)
        case ast.Call(func=ast.Attribute(attr=name), args=[ast.Constant(value=str() as key), *rest]) if name in KEYED:
            yield "change a key", ast.unparse(ast.Call(node.func, [ast.Constant(key + "_x"), *rest], node.keywords))
    if len(node.args) >= 2 and not any(isinstance(arg, ast.Starred) for arg in node.args[:2]):
        swapped = ast.unparse(ast.Call(node.func, [node.args[1], node.args[0], *node.args[2:]], node.keywords))
        if swapped != ast.unparse(node):
            yield "swap arguments", swapped


def _is_words(*nodes: ast.expr) -> bool:
    return any(
        isinstance(node, ast.JoinedStr) or (isinstance(node, ast.Constant) and isinstance(node.value, (str, bytes)))
        for node in nodes
    )
