// What a module exported → the written tree. It may be anything at all: getters that throw, circles,
// proxies, functions; nothing here throws or runs for ever. Places come from the module's text where that
// is written out (`literal.ts`), else the nearest place around it stands in.

import type { Span } from '#grammar/source.ts'
import { type Entry, valueUnder, type Written } from './written.ts'

/** `literal` is how the value is written, as far as that is known; `at` stands in where it is not. */
export function writtenValue(value: unknown, literal: Written | undefined, at: Span): Written {
  return convert(value, { literal, at, above: [] })
}

interface Place {
  readonly literal: Written | undefined
  readonly at: Span
  /** The objects that it lies in, outermost first. */
  readonly above: readonly object[]
}

const longest = 10_000
const deepest = 20

function convert(value: unknown, place: Place): Written {
  const at = place.literal?.at ?? place.at
  switch (typeof value) {
    case 'string':
    case 'boolean':
      return { kind: 'plain', at, value }
    case 'number':
      return Number.isFinite(value) ? { kind: 'plain', at, value } : other(String(value), at)
    case 'object':
      return value === null ? { kind: 'plain', at, value } : convertObject(value, { ...place, at })
    case 'undefined':
      return other('undefined', at)
    default:
      return other(`a ${typeof value}`, at)
  }
}

function convertObject(value: object, place: Place): Written {
  const { at, above } = place
  if (above.includes(value)) return other('an object that holds itself', at)
  if (above.length >= deepest) return other('something nested too deep', at)
  const inner = { ...place, above: [...above, value] }
  try {
    if (Array.isArray(value)) return list(value, inner)
    const kind = Object.prototype.toString.call(value).slice('[object '.length, -1)
    if (kind !== 'Object') return other(named(kind), at)
    return {
      kind: 'object',
      at,
      entries: Object.keys(value).flatMap((name) => entry(value, name, inner)),
    }
  } catch (error) {
    return other(`an object that fails: ${reasonOf(error)}`, at)
  }
}

function named(kind: string): string {
  if (kind === 'RegExp') return 'a regular expression'
  return /^[A-Z]\w{0,30}$/.test(kind) ? `a ${kind}` : 'a special object'
}

function list(value: readonly unknown[], { literal, at, above }: Place): Written {
  if (value.length > longest) return other(`a list of ${value.length}`, at)
  const known = literal?.kind === 'list' ? literal.items : []
  const items = Array.from(value, (item: unknown, index) =>
    convert(item, { literal: known[index], at, above }),
  )
  return { kind: 'list', at, items }
}

/** A key whose value is undefined is not written. */
function entry(value: object, name: string, { literal, at, above }: Place): readonly Entry[] {
  const known =
    literal?.kind === 'object' ? literal.entries.findLast((one) => one.name === name) : undefined
  const place = known?.at ?? at
  const inner = { literal: valueUnder(literal, name), at: place, above }
  try {
    const content: unknown = Reflect.get(value, name)
    if (content === undefined) return []
    return [{ name, at: place, value: convert(content, inner) }]
  } catch (error) {
    return [{ name, at: place, value: other(`a getter that fails: ${reasonOf(error)}`, place) }]
  }
}

function other(what: string, at: Span): Written {
  return { kind: 'other', at, what }
}

/** Whatever was thrown, in words. */
export function reasonOf(error: unknown): string {
  try {
    return error instanceof Error ? String(error.message) : String(error)
  } catch {
    return 'it threw something that cannot be shown'
  }
}
