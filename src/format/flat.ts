// What stands on one line, as text. Undefined where it cannot: a comment is in it, a text of several
// lines, or a body or list whose author began a new line behind its bracket. A body of other things than
// attributes stays on one line only where its author wrote it on one.

import type { Body, EdgeStatement, Hop, Item, MapEntry, Target, Value } from '#grammar/ast.ts'
import { type Span, spanText } from '#grammar/source.ts'
import { hasComment, nextToken, type Page } from './page.ts'
import { type Piece, type PlainItem, piecesOf } from './pieces.ts'

export interface Row {
  readonly cells: readonly string[]
  /** Neighbours of the same table are aligned; undefined: with nothing. */
  readonly table: string | undefined
}

export function flatRow(page: Page, item: Item): Row | undefined {
  if (hasComment(page, item.span.end)) return undefined
  return item.kind === 'edge' ? edgeRow(page, item) : plainRow(page, item)
}

const unaligned: readonly Item['kind'][] = ['attribute', 'import', 'title', 'require', 'policy']

function plainRow(page: Page, item: PlainItem): Row | undefined {
  const cells: string[] = []
  for (const piece of piecesOf(item)) {
    const text = flatPiece(page, piece)
    if (text === undefined) return undefined
    while (cells.length <= piece.column) cells.push('')
    const before = cells[piece.column]!
    const gap = before === '' || (piece.kind === 'token' && piece.gap === '') ? '' : ' '
    cells[piece.column] = before + gap + text
  }
  return { cells, table: unaligned.includes(item.kind) ? undefined : item.kind }
}

function flatPiece(page: Page, piece: Piece): string | undefined {
  switch (piece.kind) {
    case 'token':
      return piece.text.includes('\n') ? undefined : piece.text
    case 'value':
      return flatValue(page, piece.value)
    case 'body':
      return flatBody(page, piece.body)
  }
}

/** Edges from the same sources to one target each are a table. */
function edgeRow(page: Page, { sources, hops }: EdgeStatement): Row | undefined {
  const from = sources.map(({ span }) => spanText(span)).join(', ')
  const [hop] = hops
  const [target] = hop?.targets ?? []
  if (hop && target && hops.length === 1 && hop.targets.length === 1 && !isGroup(page, hop)) {
    const label = target.label ? spanText(target.label.span) : ''
    const body = target.body ? flatBody(page, target.body) : ''
    if (body === undefined || label.includes('\n')) return undefined
    const head = `${from} ${hop.arrow.arrow} ${spanText(target.name.span)}`
    const cells = body !== '' ? [head, label, body] : label !== '' ? [head, label] : [head]
    return { cells, table: `edge ${from}` }
  }
  const flat = flatParts(hops, (one) => flatHop(page, one), ' ')
  return flat === undefined ? undefined : { cells: [`${from} ${flat}`], table: undefined }
}

export function flatHop(page: Page, hop: Hop): string | undefined {
  if (hasComment(page, hop.span.end)) return undefined
  const separator = hop.mode === 'any' || groupSeparator(page, hop) === '|' ? ' | ' : ', '
  const targets = flatParts(hop.targets, (target) => flatTarget(page, target), separator)
  if (targets === undefined) return undefined
  if (!isGroup(page, hop)) return `${hop.arrow.arrow} ${targets}`
  const label = hop.label ? ` ${spanText(hop.label.span)}` : ''
  const body = hop.body ? flatBody(page, hop.body) : ''
  if (body === undefined || label.includes('\n')) return undefined
  const tail = body === '' ? label : `${label} ${body}`
  return `${hop.arrow.arrow} ${countOf(page, hop)}(${targets})${tail}`
}

/** True where the targets stand in parentheses. */
export function isGroup(page: Page, hop: Hop): boolean {
  return typeof hop.mode === 'object' || page.text[nextToken(page.text, hop.arrow.span.end)] === '('
}

/** The sign between the first two targets. */
export function groupSeparator(page: Page, { targets: [first, second] }: Hop): ',' | '|' {
  if (!first || !second) return ','
  return page.text[nextToken(page.text, first.span.end)] === '|' ? '|' : ','
}

/** `2 of `, as it is written; empty where nothing is counted. */
function countOf(page: Page, hop: Hop): string {
  return typeof hop.mode === 'object' ? `${countToken(page, hop)} of ` : ''
}

export function countToken(page: Page, hop: Hop): string {
  const start = nextToken(page.text, hop.arrow.span.end)
  return /^[^\s#(]+/.exec(page.text.slice(start, start + 40))?.[0] ?? ''
}

function flatTarget(page: Page, { name, label, body }: Target): string | undefined {
  const tail = body ? flatBody(page, body) : ''
  const text = label ? `${spanText(name.span)} ${spanText(label.span)}` : spanText(name.span)
  if (tail === undefined || text.includes('\n')) return undefined
  return tail === '' ? text : `${text} ${tail}`
}

export function flatBody(page: Page, { items, span }: Body): string | undefined {
  const [first] = items
  if (hasComment(page, span.end)) return undefined
  if (first === undefined) return '{}'
  const isOfAttributes = items.every((item) => item.kind === 'attribute')
  if (hasLineEnd(page, span.start, isOfAttributes ? first.span.start : span.end)) return undefined
  const inside = flatParts(items, (item) => flatItem(page, item), isOfAttributes ? ', ' : '  ')
  return inside === undefined ? undefined : `{ ${inside} }`
}

function flatItem(page: Page, item: Item): string | undefined {
  return flatRow(page, item)
    ?.cells.filter((cell) => cell !== '')
    .join(' ')
}

export function flatValue(page: Page, value: Value): string | undefined {
  if (hasComment(page, value.span.end)) return undefined
  if (value.kind === 'list') return flatList(page, value.values, value.span)
  if (value.kind === 'map') return flatMap(page, value.entries, value.span)
  if (value.kind === 'range') return `${spanText(value.low.span)}..${spanText(value.high.span)}`
  const text = spanText(value.span)
  return text.includes('\n') ? undefined : text
}

function flatList(page: Page, values: readonly Value[], span: Span): string | undefined {
  const [first] = values
  if (first && hasLineEnd(page, span.start, first.span.start)) return undefined
  const inside = flatParts(values, (value) => flatValue(page, value), ', ')
  return inside === undefined ? undefined : `[${inside}]`
}

function flatMap(page: Page, entries: readonly MapEntry[], span: Span): string | undefined {
  const [first] = entries
  if (first === undefined) return '{}'
  if (hasLineEnd(page, span.start, first.span.start)) return undefined
  const inside = flatParts(entries, (entry) => flatEntry(page, entry), ', ')
  return inside === undefined ? undefined : `{ ${inside} }`
}

function flatEntry(page: Page, { key, value }: MapEntry): string | undefined {
  const text = value ? flatValue(page, value) : ''
  const name = spanText(key.span)
  return text === undefined || name.includes('\n') ? undefined : `${name}: ${text}`
}

function flatParts<T>(
  parts: readonly T[],
  flat: (part: T) => string | undefined,
  separator: string,
): string | undefined {
  let text = ''
  for (const [index, part] of parts.entries()) {
    const one = flat(part)
    if (one === undefined) return undefined
    text += index === 0 ? one : separator + one
  }
  return text
}

function hasLineEnd(page: Page, start: number, end: number): boolean {
  for (let at = start; at < end; at++) if (page.text.charCodeAt(at) === 10) return true
  return false
}
