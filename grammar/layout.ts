// Brackets that do not match as written are matched by the layout of the text: a `}` that begins a line
// closes the block whose line is indented no less, with all inside it; any other `}` closes the innermost
// block, unless that one has a closing line of its own further down. A block that nothing closes ends
// where its text is indented no deeper any more. Each bracket left over is one error at its own place.
// It is past 250 lines because all steps work on one state of the matching.

import type { IToken } from 'chevrotain'
import type { Diagnostic } from './diagnostic.ts'
import { surplus, unclosed, wrongCloser } from './lexical-messages.ts'
import { closerOf, inserted, type Repairs, sideOf } from './sides.ts'
import { lineAt, lineStarts, type SourceText, type Span } from './source.ts'
import { tokenEnd, tokenSpan } from './tokens.ts'
import { Arrow, Colon, Comma, Name, Pipe } from './vocabulary.ts'

interface Open {
  readonly index: number
  readonly side: number
  readonly line: number
}

interface Line {
  /** Index of its first token. */
  readonly first: number
  readonly indentation: number
}

/** All that one matching works on; only `ends`, `open`, `last` and `repairs` change. */
interface Matching {
  readonly source: SourceText
  readonly tokens: readonly IToken[]
  readonly lines: readonly Line[]
  /** Per line: index of the first token of the next line that is indented no deeper, else the count of tokens. */
  readonly dedents: Int32Array
  /** By index of an opening bracket: the index behind what it closes with, 0 as long as it is open. */
  readonly ends: Int32Array
  readonly open: Open[]
  readonly repairs: Repairs
  last: { readonly open: Span } | undefined
}

export function matchByLayout(source: SourceText, tokens: readonly IToken[]): Repairs {
  const lines = linesOf(source, tokens)
  const matching: Matching = {
    source,
    tokens,
    lines,
    dedents: dedentsOf(lines, tokens.length),
    ends: new Int32Array(tokens.length),
    open: [],
    repairs: { dropped: new Set(), inserted: new Map(), diagnostics: [] },
    last: undefined,
  }
  let line = -1
  for (const [index, token] of tokens.entries()) {
    const begins = lines[line + 1]?.first === index
    if (begins) line++
    while (endsOpenList(matching, index, begins)) {
      closeAll(matching, matching.open.splice(firstEnding(matching, index)), index)
    }
    const side = sideOf(token)
    if (side > 0) matching.open.push({ index, side, line })
    if (side === -1) closeBrace(matching, index, line, begins)
    if (side < -1) closeList(matching, index, -side)
  }
  closeAll(matching, matching.open.splice(0), tokens.length)
  return { ...matching.repairs, diagnostics: fewUnclosed(matching.repairs.diagnostics) }
}

/** So many blocks without an end are told each by itself. */
const toldUnclosed = 5

/** A file of them has one mistake, made often: the first are told, and how many more there are. */
function fewUnclosed(diagnostics: readonly Diagnostic[]): Diagnostic[] {
  const unclosed = diagnostics
    .filter(leavesBlockOpen)
    .sort((one, other) => one.at.start - other.at.start)
  const more = unclosed.length - toldUnclosed
  if (more <= 0) return [...diagnostics]
  const told = new Set(unclosed.slice(0, toldUnclosed))
  const last = unclosed[toldUnclosed - 1]!
  const note = `${more} more blocks behind it are never closed`
  return diagnostics
    .filter((one) => !leavesBlockOpen(one) || told.has(one))
    .map((one) => (one === last ? { ...one, notes: [...one.notes, note] } : one))
}

function leavesBlockOpen({ rule, help }: Diagnostic): boolean {
  return rule.startsWith('unclosed-') && help?.includes('}') === true
}

function linesOf(source: SourceText, tokens: readonly IToken[]): Line[] {
  const starts = lineStarts(source)
  const lines: Line[] = []
  let line = -1
  let firstOffset = -1
  for (const [first, token] of tokens.entries()) {
    if (token.startOffset < firstOffset) continue
    line = lineAt(source, token.startOffset)
    firstOffset = starts[line + 1] ?? source.text.length + 1
    const previous = tokens[first - 1]
    // The rest of a line behind a text of several lines begins no line.
    if (previous && tokenEnd(previous) > starts[line]!) continue
    lines.push({ first, indentation: token.startOffset - starts[line]! })
  }
  return lines
}

function dedentsOf(lines: readonly Line[], end: number): Int32Array {
  const dedents = new Int32Array(lines.length).fill(end)
  const waiting: number[] = []
  for (const [at, { first, indentation }] of lines.entries()) {
    while (waiting.length > 0 && lines[waiting.at(-1)!]!.indentation >= indentation) {
      dedents[waiting.pop()!] = first
    }
    waiting.push(at)
  }
  return dedents
}

/** A list or parenthesis without an end is over where something stands that cannot be in it. */
function endsOpenList(matching: Matching, index: number, begins: boolean): boolean {
  const { tokens, open } = matching
  const top = open.at(-1)
  if (top === undefined || top.side === 1) return false
  const token = tokens[index]!
  if (token.tokenType === Arrow) return true
  if (token.tokenType === Name && tokens[index + 1]?.tokenType === Colon) return true
  const goesOn = token.tokenType === Comma || token.tokenType === Pipe || sideOf(token) < 0
  if (!begins || goesOn) return false
  const previous = tokens[index - 1]!
  return previous.tokenType !== Comma && previous.tokenType !== Pipe && sideOf(previous) <= 0
}

/** Position of the outermost bracket that ends with the open list: one of the same line, at its dedent. */
function firstEnding({ tokens, open, dedents }: Matching, index: number): number {
  const { line } = open.at(-1)!
  const isInside = dedents[line] !== index || tokens[index + 1]?.tokenType === Colon
  return isInside ? open.length - 1 : open.findIndex((one) => one.line === line)
}

function closeBrace(matching: Matching, index: number, line: number, begins: boolean): void {
  const { open } = matching
  const at = begins ? openedAsDeep(matching, index, line) : -1
  const partner = at >= 0 ? at : innermost(matching, index, line)
  if (partner < 0) {
    drop(matching, index)
    return
  }
  closeAll(matching, open.splice(partner + 1), index)
  close(matching, open.pop()!, index)
}

/** Position among the open ones of what a `}` at the start of a line closes; -1 where none is indented as deep. */
function openedAsDeep({ open, lines, tokens }: Matching, index: number, line: number): number {
  const { indentation } = lines[line]!
  const outermost = open.findIndex(
    (one) => one.side === 1 && (lines[one.line]?.indentation ?? 0) >= indentation,
  )
  if (outermost < 0) return -1
  const end = lines[line + 1]?.first ?? tokens.length
  let run = 1
  while (index + run < end && sideOf(tokens[index + run]!) === -1) run++
  // `} }` closes as many of the blocks that were opened on one line.
  const beside = open.flatMap((one, at) =>
    one.side === 1 && one.line === open[outermost]!.line ? [at] : [],
  )
  return beside[Math.min(run, beside.length) - 1]!
}

/** Position of the innermost open brace; -1 where none is, or where it has a closing line of its own below. */
function innermost(
  { open, lines, tokens, dedents }: Matching,
  index: number,
  line: number,
): number {
  const at = open.findLastIndex((one) => one.side === 1)
  const one = open[at]
  if (one === undefined || one.line === line) return at
  const dedent = dedents[one.line]!
  const closing = tokens[dedent]
  if (closing === undefined || dedent <= index || sideOf(closing) !== -1) return at
  return indentationAt(lines, dedent) === lines[one.line]!.indentation ? -1 : at
}

/** Indentation of the line that begins with the token of that index. */
function indentationAt(lines: readonly Line[], first: number): number {
  let low = 0
  let high = lines.length - 1
  while (low < high) {
    const middle = (low + high) >> 1
    if (lines[middle]!.first < first) low = middle + 1
    else high = middle
  }
  return lines[low]!.indentation
}

function closeList(matching: Matching, index: number, side: number): void {
  const { open } = matching
  const brace = open.findLastIndex((one) => one.side === 1)
  const partner = open.findLastIndex((one) => one.side === side)
  const top = open.at(-1)
  if (partner <= brace && top && top.side !== 1) {
    exchange(matching, open.pop()!, index)
    return
  }
  if (partner <= brace) {
    drop(matching, index)
    return
  }
  closeAll(matching, open.splice(partner + 1), index)
  close(matching, open.pop()!, index)
}

function close(matching: Matching, { index }: Open, closer: number): void {
  matching.ends[index] = closer + 1
  matching.last = { open: tokenSpan(matching.source, matching.tokens[index]!) }
}

/** `[a, b)`: the other closer is meant. */
function exchange(matching: Matching, { index, side }: Open, closer: number): void {
  const { source, tokens, ends, repairs } = matching
  const meant = insertCloser(matching, side, closer)
  ends[index] = closer
  const at = tokenSpan(source, tokens[closer]!)
  repairs.dropped.add(closer)
  repairs.diagnostics.push(wrongCloser(at, meant, tokenSpan(source, tokens[index]!)))
}

function drop({ source, tokens, repairs, last }: Matching, index: number): void {
  repairs.dropped.add(index)
  repairs.diagnostics.push(surplus(tokenSpan(source, tokens[index]!), last))
}

/**
 * Closes open brackets that no text closes, before the token of that index or where their block's text
 * ends. Those of one line that end in one place are one mistake.
 */
function closeAll(matching: Matching, open: readonly Open[], limit: number): void {
  const { source, tokens, dedents, ends, repairs } = matching
  let told:
    | { readonly line: number; readonly before: number; readonly at: Span; closers: string }
    | undefined
  const tell = () => {
    if (told === undefined) return
    const place = tokens[told.before]
    const end = { source, start: source.text.length, end: source.text.length }
    repairs.diagnostics.push(
      unclosed(told.at, told.closers, place ? tokenSpan(source, place) : end),
    )
  }
  for (const { index, side, line } of open.toReversed()) {
    const before = behindInner(matching, index, Math.min(limit, dedents[line] ?? limit))
    const closer = insertCloser(matching, side, before)
    ends[index] = before
    if (told?.line === line && told.before === before) {
      told.closers += ` ${closer}`
      continue
    }
    tell()
    told = { line, before, at: tokenSpan(source, tokens[index]!), closers: closer }
  }
  tell()
}

/**
 * Where it can end without crossing what was opened inside it: there, or behind the pair around that place. What is
 * closed is passed over in one step, which keeps all questions of a text linear together.
 */
function behindInner({ ends }: Matching, index: number, before: number): number {
  let at = index + 1
  while (at < before) at = Math.max(at + 1, ends[at]!)
  return at
}

function insertCloser({ tokens, repairs }: Matching, side: number, before: number): string {
  const type = closerOf(side)
  const closer: IToken = {
    image: '',
    startOffset: tokenEnd(tokens[before - 1]!),
    tokenType: type,
    tokenTypeIdx: type.tokenTypeIdx!,
    payload: inserted,
  }
  const there = repairs.inserted.get(before)
  if (there) there.push(closer)
  else repairs.inserted.set(before, [closer])
  return String(type.PATTERN)
}
