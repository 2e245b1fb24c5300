"""What the templates say: {% translate %}, {% blocktranslate %} and _("…") inside tags and variables, read with Django's own lexer."""

from __future__ import annotations

import re
from collections.abc import Iterator

from django.template.base import Lexer, Token, TokenType
from django.utils.translation import trim_whitespace

from motcua.web.messages.found import Found

_MARKED = re.compile(r"""\b_\(\s*(?:"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)')\s*\)""")
_BLOCK_BEGINS = {"blocktranslate", "blocktrans"}
_BLOCK_ENDS = {"endblocktranslate", "endblocktrans"}


def words_of_template(source: str, file: str) -> Iterator[Found]:
    """Every message of one template, as Django will ask for it when it renders."""
    tokens = iter(Lexer(source).tokenize())
    for token in tokens:
        if token.token_type in {TokenType.VAR, TokenType.BLOCK}:
            yield from (Found(_doubled(double or single), file) for double, single in _MARKED.findall(token.contents))
        if token.token_type is not TokenType.BLOCK:
            continue
        bits = token.split_contents()
        if bits[0] in {"translate", "trans"} and bits[1][0] in "\"'":
            yield Found(_doubled(bits[1][1:-1]), file, context=_context(bits))
        elif bits[0] in _BLOCK_BEGINS:
            yield _block(bits, tokens, file)


def _block(bits: list[str], tokens: Iterator[Token], file: str) -> Found:
    parts: list[list[Token]] = [[]]
    for token in tokens:
        if token.token_type is TokenType.BLOCK and token.contents.split()[0] in _BLOCK_ENDS:
            break
        if token.token_type is TokenType.BLOCK and token.contents.split()[0] == "plural":
            parts.append([])
        else:
            parts[-1].append(token)
    words = [_said(part, is_trimmed="trimmed" in bits) for part in parts]
    return Found(words[0], file, plural=words[1] if len(words) > 1 else "", context=_context(bits))


def _said(tokens: list[Token], *, is_trimmed: bool) -> str:
    said = "".join(
        f"%({token.contents})s" if token.token_type is TokenType.VAR else _doubled(token.contents)
        for token in tokens
        if token.token_type in {TokenType.VAR, TokenType.TEXT}
    )
    return trim_whitespace(said) if is_trimmed else said


def _doubled(words: str) -> str:
    return words.replace("%", "%%")


def _context(bits: list[str]) -> str:
    return bits[bits.index("context") + 1].strip("\"'") if "context" in bits else ""
