// Lines of `.arch` for the author to paste: a declaration as it stands, with one attribute more. They are
// made from the author's own text, so that nothing written is lost. A declaration over several lines is
// not repeated: there the attribute alone is shown, with the component whose body it belongs in.

import { type Span, spanText } from '#grammar/source.ts'
import type { Component } from '#src/model/model.ts'

/** `database orders { shards: 2, replicas: 4 }`; one that is written already is replaced. */
export function declarationWith(component: Component, name: string, value: string): string {
  const text = spanText(component.span)
  const attribute = `${name}: ${value}`
  if (/[\r\n]/.test(text)) return `${attribute} in the body of "${component.name}"`
  const written = component.attributes.get(name)?.at
  const place = written && within(written, component.span, name)
  if (!place) return unaligned(appended(text, attribute))
  return unaligned(text.slice(0, place.start) + attribute + text.slice(place.end))
}

function appended(text: string, attribute: string): string {
  if (!text.endsWith('}')) return `${text} { ${attribute} }`
  const open = text.slice(0, -1).trimEnd().replace(/,$/, '')
  return open.endsWith('{') ? `${open} ${attribute} }` : `${open}, ${attribute} }`
}

/** One space for each run of them outside quotes: columns mean nothing away from their neighbours. */
function unaligned(line: string): string {
  return line.replace(/("(?:[^"\\]|\\.)*")| {2,}/g, (_, quoted?: string) => quoted ?? ' ')
}

/** Where in the declaration's text the attribute stands; undefined where it came from elsewhere. */
function within(
  attribute: Span,
  declaration: Span,
  name: string,
): { readonly start: number; readonly end: number } | undefined {
  if (attribute.source !== declaration.source) return undefined
  if (attribute.start < declaration.start || attribute.end > declaration.end) return undefined
  if (!spanText(attribute).startsWith(name)) return undefined
  return { start: attribute.start - declaration.start, end: attribute.end - declaration.start }
}
