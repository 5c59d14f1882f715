// Items to lines. An item that fits is one line; any other is written token by token, and opens at its
// bodies and lists, an edge before its arrows. The lines that may end where the language lets them end:
// never behind a kind, and before no target that would begin a statement.

import type {
  Body,
  EdgeStatement,
  Hop,
  Item,
  MapEntry,
  Quantity,
  Target,
  Value,
} from '#grammar/ast.ts'
import { type Span, spanText } from '#grammar/source.ts'
import { statementToken } from '#grammar/vocabulary.ts'
import { pageWidth, widthOf } from './columns.ts'
import {
  countToken,
  flatBody,
  flatHop,
  flatRow,
  flatValue,
  groupSeparator,
  isGroup,
} from './flat.ts'
import {
  endLine,
  flush,
  type Page,
  put,
  putBlank,
  putComments,
  putFlat,
  putRow,
  skipComma,
  step,
} from './page.ts'
import { type PlainItem, piecesOf } from './pieces.ts'

/** Writes the items, and the comments behind them up to the end. */
export function writeItems(
  page: Page,
  items: readonly Item[],
  indentation: number,
  end: number,
): void {
  const first = page.lines.length
  for (const item of items) {
    putComments(page, item.span.start, indentation, first)
    putBlank(page, item.span.start, first)
    writeItem(page, item, indentation)
    skipComma(page)
  }
  putComments(page, end, indentation, first)
}

function writeItem(page: Page, item: Item, indentation: number): void {
  const row = flatRow(page, item)
  if (row && fits(indentation, row.cells.filter((cell) => cell !== '').join(' '))) {
    putRow(page, indentation, row.cells, row.table)
    page.at = item.span.end
    return
  }
  if (item.kind === 'edge') writeEdge(page, item, indentation)
  else writePlain(page, item, indentation)
  endLine(page)
}

function fits(before: number, text: string): boolean {
  return before + widthOf(text) <= pageWidth
}

function writePlain(page: Page, item: PlainItem, indentation: number): void {
  for (const [index, piece] of piecesOf(item).entries()) {
    const inner = index === 0 ? indentation : indentation + step
    switch (piece.kind) {
      case 'token':
        put(page, piece.text, inner, piece.gap)
        break
      case 'value':
        writeValue(page, piece.value, indentation, inner)
        break
      case 'body':
        writeBody(page, piece.body, indentation)
        break
    }
  }
}

/** `indentation` is that of the line which the body closes on. */
function writeBody(page: Page, body: Body, indentation: number): void {
  if (writtenFlat(page, body.span, indentation, () => flatBody(page, body))) return
  put(page, '{', indentation)
  endLine(page)
  writeItems(page, body.items, indentation + step, body.span.end - 1)
  put(page, '}', indentation)
}

/** `inner` is the indentation of the value itself where it begins a line. */
function writeValue(page: Page, value: Value, indentation: number, inner: number): void {
  if (writtenFlat(page, value.span, inner, () => flatValue(page, value))) return
  if (value.kind === 'list') writeList(page, value.values, indentation, inner)
  else if (value.kind === 'map') writeMap(page, value.entries, indentation, inner)
  else if (value.kind === 'range') writeRange(page, value.low, value.high, inner)
  else putFlat(page, spanText(value.span), value.span, inner)
}

/** True where the part was written on the line at hand, because it fits. */
function writtenFlat(
  page: Page,
  span: Span,
  indentation: number,
  flatten: () => string | undefined,
): boolean {
  flush(page, span.start, indentation)
  const flat = flatten()
  if (flat === undefined || !fits(widthOf(page.line) + 1, flat)) return false
  putFlat(page, flat, span, indentation)
  return true
}

function writeRange(page: Page, low: Quantity, high: Quantity, indentation: number): void {
  put(page, spanText(low.span), indentation)
  put(page, '..', indentation, '')
  put(page, spanText(high.span), indentation, '')
}

function writeList(page: Page, values: readonly Value[], indentation: number, inner: number): void {
  const itemIndentation = indentation + step
  put(page, '[', inner)
  endLine(page)
  for (const [index, value] of values.entries()) {
    writeValue(page, value, itemIndentation, itemIndentation)
    if (index < values.length - 1) put(page, ',', itemIndentation, '')
    else skipComma(page)
    endLine(page)
  }
  put(page, ']', indentation)
}

function writeMap(
  page: Page,
  entries: readonly MapEntry[],
  indentation: number,
  inner: number,
): void {
  const itemIndentation = indentation + step
  put(page, '{', inner)
  endLine(page)
  for (const { key, value } of entries) {
    put(page, spanText(key.span), itemIndentation)
    put(page, ':', itemIndentation, '')
    if (value) writeValue(page, value, itemIndentation, itemIndentation + step)
    skipComma(page)
    endLine(page)
  }
  put(page, '}', indentation)
}

function writeEdge(page: Page, { sources, hops }: EdgeStatement, indentation: number): void {
  for (const [index, source] of sources.entries()) {
    if (index > 0) put(page, ',', indentation + step, '')
    put(page, spanText(source.span), index === 0 ? indentation : indentation + step)
  }
  const [hop] = hops
  if (hop) flush(page, hop.span.start, indentation + step)
  if (hop && hops.length === 1 && hop.targets.length === 1 && page.line !== '') {
    // Its body opens, and the arrow stays on the line.
    writeHop(page, hop, indentation)
    return
  }
  for (const one of hops) {
    endLine(page)
    writeHop(page, one, indentation + step)
  }
}

/** `indentation` is that of the arrow's line. */
function writeHop(page: Page, hop: Hop, indentation: number): void {
  flush(page, hop.span.start, indentation)
  const isFirst = page.line === ''
  const flat = isFirst ? flatHop(page, hop) : undefined
  if (flat !== undefined && fits(indentation, flat)) {
    putFlat(page, flat, hop.span, indentation)
    return
  }
  put(page, hop.arrow.arrow, indentation)
  const inner = indentation + (isFirst ? hop.arrow.arrow.length + 1 : step)
  const grouped = isGroup(page, hop)
  if (typeof hop.mode === 'object') {
    put(page, countToken(page, hop), inner)
    put(page, 'of', inner)
  }
  if (grouped) put(page, '(', inner)
  writeTargets(page, hop, { outer: indentation, inner, gap: grouped ? '' : ' ' })
  if (!grouped) return
  put(page, ')', inner, '')
  if (hop.label) put(page, spanText(hop.label.span), inner)
  if (hop.body) writeBody(page, hop.body, indentation)
}

interface TargetLayout {
  /** Indentation of the arrow's line. */
  readonly outer: number
  readonly inner: number
  /** Before the first target. */
  readonly gap: '' | ' '
}

/** One a line, where each of them may begin one. */
function writeTargets(page: Page, hop: Hop, { outer, inner, gap }: TargetLayout): void {
  const separator = hop.targets.length > 1 ? groupSeparator(page, hop) : ','
  const mayBreak = hop.targets.every(mayBeginLine)
  for (const [index, target] of hop.targets.entries()) {
    if (index > 0) put(page, separator, inner, separator === ',' ? '' : ' ')
    if (index > 0 && mayBreak) endLine(page)
    put(page, spanText(target.name.span), inner, index === 0 ? gap : ' ')
    if (target.label) put(page, spanText(target.label.span), inner)
    if (target.body) writeBody(page, target.body, index > 0 && mayBreak ? inner : outer)
  }
}

function mayBeginLine({ name, label }: Target): boolean {
  return label === undefined || statementToken(name.text) === undefined
}
