// A config as it is written: the values of its JSON, or what its module gave, as one tree in which every
// value and every key has its place. What reads and judges configs reads this tree and nothing else.

import type { Span } from '#grammar/source.ts'

export type Written = ObjectWritten | ListWritten | PlainWritten | OtherWritten

export interface ObjectWritten {
  readonly kind: 'object'
  readonly at: Span
  readonly entries: readonly Entry[]
}

export interface Entry {
  readonly name: string
  /** Of the key. */
  readonly at: Span
  readonly value: Written
}

export interface ListWritten {
  readonly kind: 'list'
  readonly at: Span
  readonly items: readonly Written[]
}

export interface PlainWritten {
  readonly kind: 'plain'
  readonly at: Span
  readonly value: string | number | boolean | null
}

/** What JSON does not have; `what` names it: `a function`. */
export interface OtherWritten {
  readonly kind: 'other'
  readonly at: Span
  readonly what: string
}

/** The value of a key, the last where it is written twice. */
export function valueUnder(written: Written | undefined, name: string): Written | undefined {
  if (written?.kind !== 'object') return undefined
  return written.entries.findLast((entry) => entry.name === name)?.value
}

/** The items of a list; none for anything else. */
export function itemsOf(written: Written | undefined): readonly Written[] {
  return written?.kind === 'list' ? written.items : []
}

export function textOf(written: Written | undefined): string | undefined {
  return written?.kind === 'plain' && typeof written.value === 'string' ? written.value : undefined
}

/** What it is, for a message: `a list`, `the number 3`, `"strict"`. */
export function called(written: Written): string {
  switch (written.kind) {
    case 'object':
      return 'an object'
    case 'list':
      return 'a list'
    case 'other':
      return written.what
    case 'plain':
      return typeof written.value === 'number'
        ? `the number ${written.value}`
        : JSON.stringify(written.value)
  }
}
