// The edit that takes an item out of a text, so that what is left reads as if it had never stood there: its
// line goes with it, and so do the comment behind it, a body that it leaves empty, an amendment that then
// says nothing, and one of two blank lines. Comments on lines of their own stay.

import type { Body, Item } from './ast.ts'
import type { Edit, Fix } from './diagnostic.ts'
import { itemsAround, treeOf } from './enclosing.ts'
import type { Span } from './source.ts'
import { bodiesOf } from './walk.ts'

/** A safe fix that removes the innermost item holding the span. */
export function removing(span: Span, title: string): Fix | undefined {
  const edit = removalOf(span)
  return edit && !span.source.isLibrary ? { title, safe: true, edits: [edit] } : undefined
}

/** Removes the innermost item that holds the span; undefined where a comment in it would be lost. */
export function removalOf(span: Span): Edit | undefined {
  const around = [...itemsAround(span)]
  let item = around.pop()
  let parent = around.pop()
  while (item && parent?.kind === 'amend' && isAlone(parent.body)) {
    item = parent
    parent = around.pop()
  }
  if (!item) return undefined
  const body = parent && bodyToDrop(parent, item)
  return body ? removalOfBody(body) : removalOfItem(item)
}

/** Comments between the two places that stand on lines of their own, with their offsets. */
export function ownComments({ source, start, end }: Span): readonly string[] {
  return commentsIn({ source, start, end }).flatMap(({ image, startOffset }) =>
    beginsLine(source.text, startOffset) ? [image.trimEnd()] : [],
  )
}

export function commentsIn({ source, start, end }: Span) {
  if (!source.text.slice(start, end).includes('#')) return []
  return treeOf(source).comments.filter(
    ({ startOffset }) => startOffset >= start && startOffset < end,
  )
}

/** True where only white space stands in front of the place on its line. */
export function beginsLine(text: string, place: number): boolean {
  return text.slice(lineStart(text, place), place).trim() === ''
}

export function lineStart(text: string, place: number): number {
  let at = place
  while (at > 0 && text[at - 1] !== '\n' && text[at - 1] !== '\r') at--
  return at
}

function isAlone(body: Body): boolean {
  return body.items.length === 1 && commentsIn(body.span).length === 0
}

/** The body of a component or edge that would be left empty. */
function bodyToDrop(parent: Item, item: Item): Body | undefined {
  if (parent.kind !== 'component' && parent.kind !== 'edge') return undefined
  const body = bodiesOf(parent).find(({ items }) => items.includes(item))
  return body && isAlone(body) ? body : undefined
}

function removalOfBody({ span: { source, start, end } }: Body): Edit {
  const before = source.text.slice(0, start).trimEnd().length
  return { at: { source, start: before, end }, text: '' }
}

function removalOfItem({ span }: Item): Edit | undefined {
  const { source, start, end } = span
  const rest = /[^\S\r\n]*,?[^\S\r\n]*(?:#[^\r\n]*)?(?:\r\n|\r|\n|$)/y
  rest.lastIndex = end
  const behind = rest.exec(source.text)
  const kept = ownComments(span)
  if (beginsLine(source.text, start) && behind) {
    return removalOfLines({ source, start, end: end + behind[0].length }, kept)
  }
  return kept.length > 0 ? undefined : { at: besideOthers(span), text: '' }
}

function removalOfLines({ source, start, end }: Span, kept: readonly string[]): Edit {
  const { text } = source
  const from = lineStart(text, start)
  if (kept.length === 0) return { at: withoutBlank({ source, start: from, end }), text: '' }
  const indentation = text.slice(from, start)
  return {
    at: { source, start: from, end },
    text: kept.map((one) => `${indentation}${one}\n`).join(''),
  }
}

const lineHere = /[^\r\n]*(?:\r\n|\r|\n|$)/y

function lineAtPlace(text: string, place: number): string {
  lineHere.lastIndex = place
  return lineHere.exec(text)?.[0] ?? ''
}

/** With one blank line more, where two would meet, or one stand at an end of the text or of a body. */
function withoutBlank({ source, start, end }: Span): Span {
  const { text } = source
  const above = lineStart(text, Math.max(0, start - (text.startsWith('\r\n', start - 2) ? 2 : 1)))
  const before = start === 0 ? undefined : text.slice(above, start)
  const behind = end < text.length ? lineAtPlace(text, end) : undefined
  const isAfterBlank =
    before === undefined || before.trim() === '' || before.trimEnd().endsWith('{')
  if (behind?.trim() === '' && isAfterBlank) return { source, start, end: end + behind.length }
  const closes = behind === undefined || behind.trim().startsWith('}')
  return before?.trim() === '' && closes ? { source, start: above, end } : { source, start, end }
}

/** Between others on its line, with the white space and the comma that parted it from them. */
function besideOthers({ source, start, end }: Span): Span {
  const { text } = source
  const before = text.slice(lineStart(text, start), start)
  const gap = /(?:,|(?<=[^\s{]))\s*$/.exec(before)
  if (gap) return { source, start: start - gap[0].length, end }
  const separator = /[^\S\r\n]*,?[^\S\r\n]*/y
  separator.lastIndex = end
  return { source, start, end: end + (separator.exec(text)?.[0].length ?? 0) }
}
