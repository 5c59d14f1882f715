// The layout of what an edit touched: each statement that it wrote, or wrote in, is laid out as `fmt` does
// it, behind the indentation that its line has; every other byte stays. Where its neighbours stand in the
// columns that `fmt` gives them, so does the statement; else it is laid out by itself.
// A container's own attributes, and what something was only taken out of, keep the author's lines.

import type { Item } from '#grammar/ast.ts'
import { itemsIn } from '#grammar/enclosing.ts'
import { parse } from '#grammar/parse.ts'
import { lineStart } from '#grammar/removal.ts'
import { type SourceText, sourceText, spanText } from '#grammar/source.ts'
import { format } from '#src/format/format.ts'
import { lineEndOf, type Place } from './edits.ts'

/** `places` are those of the edits in the text; a text with errors is left as it is. */
export function layOut(text: string, places: readonly Place[]): string {
  const source = sourceText('', text)
  const { value: ast, diagnostics } = parse(source)
  if (diagnostics.some(({ severity }) => severity === 'error')) return text
  const touched = new Map<number, Touched>()
  for (const place of places) {
    for (const one of touchedBy(ast.statements, place, [], text)) {
      touched.set(one.item.span.start, one)
    }
  }
  if (touched.size === 0) return text
  const whole = treeOfLayout(text)
  let result = ''
  let last = 0
  for (const one of [...touched.values()].sort((a, b) => a.item.span.start - b.item.span.start)) {
    const { start, end } = one.item.span
    const laidOut = amongNeighbours(text, one, touched, whole) ?? alone(text, one)
    result += text.slice(last, start) + asTheLine(source, one, laidOut)
    last = end
  }
  return result + text.slice(last)
}

interface Touched {
  readonly item: Item
  /** Its index, behind those of the items around it, outermost first. */
  readonly path: readonly number[]
  /** Those that it is one of. */
  readonly siblings: readonly Item[]
}

/** The innermost statements that the place is in, or that are in it; none inside another. */
function touchedBy(
  items: readonly Item[],
  place: Place,
  path: readonly number[],
  text: string,
): readonly Touched[] {
  const touched: Touched[] = []
  for (let index = firstEndingBehind(items, place.start); index < items.length; index++) {
    const item = items[index]!
    const { start, end } = item.span
    if (start > place.end) break
    if (item.kind === 'attribute') continue
    const one = { item, path: [...path, index], siblings: items }
    if (place.start <= start && end <= place.end) touched.push(one)
    else if (start <= place.start && place.end <= end) {
      const inner = touchedBy(itemsIn(item), place, one.path, text)
      if (inner.length > 0) touched.push(...inner)
      else if (isLaidOut(item, place, text)) touched.push(one)
    }
  }
  return touched
}

/** By binary search: items stand in the order of the text. */
function firstEndingBehind(items: readonly Item[], place: number): number {
  let low = 0
  let high = items.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (items[middle]!.span.end < place) low = middle + 1
    else high = middle
  }
  return low
}

function isLaidOut(item: Item, { start, end }: Place, text: string): boolean {
  if (start === end) {
    const isWithin = item.span.start < start && end < item.span.end
    return isWithin && !/[\r\n]/.test(text.slice(item.span.start, item.span.end))
  }
  return itemsIn(item).every(({ kind }) => kind === 'attribute' || kind === 'ignore')
}

function treeOfLayout(text: string): readonly Item[] {
  return parse(sourceText('', formatted(text) ?? '')).value.statements
}

function formatted(text: string): string | undefined {
  return format(sourceText('', text)).value
}

/** Undefined where it has no neighbours of its sort, or they stand otherwise than `fmt` has them. */
function amongNeighbours(
  text: string,
  { item, path, siblings }: Touched,
  touched: ReadonlyMap<number, Touched>,
  whole: readonly Item[],
): string | undefined {
  const index = path.at(-1)!
  const neighbours = [-1, 1]
    .map((step) => {
      let at = index + step
      while (touched.has(siblings[at]?.span.start ?? -1)) at += step
      return at
    })
    .filter((at) => siblings[at]?.kind === item.kind)
  const isAligned = neighbours.every((at) => {
    const { start, end } = siblings[at]!.span
    return text.slice(start, end) === textAt(whole, [...path.slice(0, -1), at])
  })
  return neighbours.length > 0 && isAligned ? textAt(whole, path) : undefined
}

/** The text of the item at the path: a layout keeps the tree, so that it is the same item. */
function textAt(statements: readonly Item[], path: readonly number[]): string | undefined {
  let items = statements
  let found: Item | undefined
  for (const index of path) {
    found = items[index]
    items = found ? itemsIn(found) : []
  }
  return found && spanText(found.span)
}

/** Laid out as deep as it stands, so that it has the width of its lines. */
function alone(text: string, { item, path }: Touched): string {
  const depth = path.length - 1
  const own = text.slice(item.span.start, item.span.end)
  const wrapped = `${'group x {\n'.repeat(depth)}${own}\n${'}\n'.repeat(depth)}`
  const first = path.map(() => 0)
  return textAt(treeOfLayout(wrapped), first) ?? own
}

/** With the indentation and the line ends that it is to have; a text of several lines keeps its own. */
function asTheLine(source: SourceText, { item, path }: Touched, laidOut: string): string {
  const { start } = item.span
  const line = source.text.slice(lineStart(source, start), start)
  const indentation = /^[^\S\r\n]*/.exec(line)?.[0] ?? ''
  const canonical = '  '.repeat(path.length - 1)
  const [first = '', ...others] = laidOut.split('\n')
  const isMoved = indentation !== canonical && !laidOut.includes('"""')
  const moved = others.map((one) =>
    isMoved && one.startsWith(canonical) && one !== ''
      ? indentation + one.slice(canonical.length)
      : one,
  )
  return [first, ...moved].join(lineEndOf(source.text))
}
