// The edit that takes an item out of a text, so that what is left reads as if it had never stood there: its
// line goes with it, and so do a body that it leaves empty, an amendment that then says nothing, and one of two
// blank lines. Comments stay: one behind it gets a line of its own, since nobody knows whether what it says
// is over.

import type { Body, Item } from './ast.ts'
import type { Edit, Fix } from './diagnostic.ts'
import { itemsAround, treeOf } from './enclosing.ts'
import { lineAt, lineStarts, type SourceText, type Span } from './source.ts'
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

export function commentsIn({ source, start, end }: Span) {
  if (!source.text.slice(start, end).includes('#')) return []
  return treeOf(source).comments.filter(
    ({ startOffset }) => startOffset >= start && startOffset < end,
  )
}

/** True where only white space stands in front of the place on its line. */
export function beginsLine(source: SourceText, place: number): boolean {
  return source.text.slice(lineStart(source, place), place).trim() === ''
}

export function lineStart(source: SourceText, place: number): number {
  return lineStarts(source)[lineAt(source, place)]!
}

function isAlone(body: Body): boolean {
  return body.items.length === 1 && commentsIn(body.span).length === 0
}

/** The body of a component or edge that would be left empty. */
function bodyToDrop(parent: Item, item: Item): Body | undefined {
  if (parent.kind !== 'component' && parent.kind !== 'edge') return undefined
  const body = bodiesOf(parent).find(({ items: [first] }) => first === item)
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
  if (beginsLine(source, start) && behind) {
    return removalOfLines({ source, start, end: end + behind[0].length })
  }
  return commentsIn(span).length > 0 ? undefined : { at: besideOthers(span), text: '' }
}

function removalOfLines({ source, start, end }: Span): Edit {
  const { text } = source
  const kept = commentsIn({ source, start, end }).map(({ image }) => image.trimEnd())
  const from = lineStart(source, start)
  if (kept.length === 0) return { at: withoutBlank({ source, start: from, end }), text: '' }
  const indentation = text.slice(from, start)
  return {
    at: { source, start: from, end },
    text: kept.map((one) => `${indentation}${one}\n`).join(''),
  }
}

/** With one blank line more, where two would meet, or one stand at an end of the text or of a body. */
function withoutBlank({ source, start, end }: Span): Span {
  const before = lineIn(source, lineAt(source, start) - 1)
  const behind = end < source.text.length ? lineIn(source, lineAt(source, end)) : undefined
  const isAfterBlank = before === undefined || /^$|\{$/.test(before.text.trim())
  if (behind?.text.trim() === '' && isAfterBlank) return { source, start, end: behind.end }
  const closes = behind === undefined || behind.text.trim().startsWith('}')
  const isBlankBefore = before?.text.trim() === ''
  return isBlankBefore && closes ? { source, start: before!.start, end } : { source, start, end }
}

/** A line with its end; undefined where there is none of that number. */
function lineIn(source: SourceText, line: number) {
  const starts = lineStarts(source)
  const start = starts[line]
  if (start === undefined) return undefined
  const end = starts[line + 1] ?? source.text.length
  return { text: source.text.slice(start, end), start, end }
}

/** Between others on its line, with the white space and the comma that parted it from them. */
function besideOthers({ source, start, end }: Span): Span {
  const { text } = source
  const from = lineStart(source, start)
  const before = text.slice(from, start).trimEnd()
  if (before !== '' && !before.endsWith('{')) {
    return { source, start: from + before.length - (before.endsWith(',') ? 1 : 0), end }
  }
  const separator = /[^\S\r\n]*,?[^\S\r\n]*/y
  separator.lastIndex = end
  return { source, start, end: end + (separator.exec(text)?.[0].length ?? 0) }
}
