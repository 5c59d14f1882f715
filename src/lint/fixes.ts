// Fixes that write attributes down: the data that a help shows, put into the text. An attribute is replaced
// where it stands in the component's own body or in an amendment, which is what counts; what a kind or an
// `every` gives is left to the others, and the body gets one of its own. All of these are unsafe: what is
// written must then be made true of the system.

import type { Edit, Fix } from '#grammar/diagnostic.ts'
import { itemsAround } from '#grammar/enclosing.ts'
import { beginsLine, commentsIn, lineStart } from '#grammar/removal.ts'
import { type Span, spanText } from '#grammar/source.ts'
import type { Attribute, Component } from '#src/model/model.ts'

type Given = { readonly [attribute: string]: string }

const writing = (given: Given, name: string): string =>
  `write ${Object.entries(given)
    .map(([key, value]) => `${key}: ${value}`)
    .join(', ')} on "${name}"`

/** Undefined where the component has no declaration to write in, or a comment would be lost. */
export function withAttributes(component: Component, given: Given): Fix | undefined {
  const edits = Object.entries(given).map(([key, value]) =>
    write(component, key, `${key}: ${value}`),
  )
  const known = edits.filter((edit) => edit !== undefined)
  if (known.length < edits.length) return undefined
  return { title: writing(given, component.name), safe: false, edits: known }
}

/** All of them as one fix; undefined where one is missing, or two change one place. Equal edits are made once. */
export function together(fixes: readonly (Fix | undefined)[]): Fix | undefined {
  const known = fixes.filter((fix) => fix !== undefined)
  if (known.length < fixes.length || known.length === 0) return undefined
  const edits = known.flatMap((fix) => fix.edits)
  if (overlap(edits)) return undefined
  const titles = [...new Set(known.map(({ title }) => title))]
  const more = titles.length > 3 ? `, and ${titles.length - 2} more like these` : ''
  return {
    title: titles.slice(0, more === '' ? 3 : 2).join(', ') + more,
    safe: known.every(({ safe }) => safe),
    edits,
  }
}

/** Whether two different ones change one place; an insertion beside another change does not. */
function overlap(edits: readonly Edit[]): boolean {
  const bySource = Map.groupBy(edits, ({ at }) => at.source)
  return [...bySource.values()].some((some) => {
    const sorted = [...some].sort((a, b) => a.at.start - b.at.start || a.at.end - b.at.end)
    return sorted.some(({ at, text }, index) => {
      const before = sorted[index - 1]
      if (!before || before.at.end <= at.start) return false
      return before.at.start !== at.start || before.at.end !== at.end || before.text !== text
    })
  })
}

function write(component: Component, key: string, item: string): Edit | undefined {
  const written = component.attributes.get(key)
  if (written && isReplaced(written, component)) return replacing(written.at, item)
  const text = spanText(component.span)
  if (component.span.source.isLibrary || /^import\b/.test(text)) return undefined
  return text.endsWith('}')
    ? intoBody(component.span, item)
    : inserted(component.span, 0, ` { ${item} }`)
}

function isReplaced({ at }: Attribute, { span }: Component): boolean {
  if (at.source === span.source && at.start >= span.start && at.end <= span.end) return true
  return itemsAround(at).at(-2)?.kind === 'amend'
}

function replacing(at: Span, text: string): Edit | undefined {
  if (at.source.isLibrary || commentsIn(at).length > 0) return undefined
  return { at, text }
}

/** In front of the closing brace: on a line of its own where the brace has one. */
function intoBody({ source, start, end }: Span, item: string): Edit {
  const span = { source, start, end }
  const brace = lineStart(source, end - 1)
  if (brace > start && beginsLine(source, end - 1)) {
    const indentation = source.text.slice(brace, end - 1)
    return inserted(span, end - brace, `${indentation}  ${item}\n`)
  }
  const inside = source.text.slice(start, end - 1)
  return inserted(span, 1 + inside.length - inside.trimEnd().length, ` ${item}`)
}

/** `back` is how far in front of the span's end. */
function inserted({ source, end }: Span, back: number, text: string): Edit {
  return { at: { source, start: end - back, end: end - back }, text }
}
