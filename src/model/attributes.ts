// Typed questions to the attributes of a component, edge or flow. Each answers undefined where the
// attribute is unwritten or has another type.

import type { Attributes, Value } from './model.ts'

/** The number in base units: milliseconds, bytes, per second, 0…1. */
export function numberIn(attributes: Attributes, name: string): number | undefined {
  const value = attributes.get(name)?.value
  return value?.kind === 'number' ? value.value : undefined
}

export function wordIn(attributes: Attributes, name: string): string | undefined {
  const value = attributes.get(name)?.value
  return value?.kind === 'word' ? value.word : undefined
}

export function componentIn(attributes: Attributes, name: string): number | undefined {
  const value = attributes.get(name)?.value
  return value?.kind === 'component' ? value.component : undefined
}

/** The words and texts of a list, or of one that stands for a list. */
export function wordsIn(attributes: Attributes, name: string): readonly string[] {
  const value = attributes.get(name)?.value
  const values: readonly Value[] = value?.kind === 'list' ? value.values : value ? [value] : []
  return values.flatMap((one) =>
    one.kind === 'word' ? [one.word] : one.kind === 'text' ? [one.text] : [],
  )
}

/** True where a person wrote it in these files (`std/` kinds and built-in defaults never count). */
export function isWritten(attributes: Attributes, name: string): boolean {
  return attributes.get(name)?.written === true
}
