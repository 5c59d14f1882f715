// Which message fits a piece of text that begins no item: what stands before it shows what was meant.

import type { IToken } from 'chevrotain'
import type { Item } from './ast.ts'
import type { Diagnostic } from './diagnostic.ts'
import { groupedDigits, labelBehindBody, textOfWords, thirdEnd } from './meant-messages.ts'
import {
  bareAttribute,
  bareWord,
  described,
  looseComma,
  looseText,
  pipeBetweenSources,
  secondValue,
  spacedUnit,
  unexpected,
  unexpectedAfter,
} from './messages.ts'
import { type Span, spanText } from './source.ts'
import { Bare, Comma, Dots, Text } from './vocabulary.ts'

export interface Loose {
  readonly token: IToken
  readonly at: Span
  /** The item that ends on the same line in front of it. */
  readonly before: Item | undefined
  /** What stands behind it. */
  readonly next: string
  /** The value in front of it and all words behind that; empty where it is no word. */
  readonly words: string
  readonly isInBody: boolean
}

export function looseMessage({ token, at, before, next, words, isInBody }: Loose): Diagnostic {
  if (token.tokenType === Comma) return looseComma(at)
  if (next === '|') return pipeBetweenSources(at, token.image)
  if (before?.kind === 'attribute' && before.value !== undefined) {
    const { value, name } = before
    const first = spanText(value.span)
    if (withUnit(before, token)) return spacedUnit(at, first, unitMeant(token.image))
    if (value.kind === 'range' && token.tokenType === Dots) {
      return thirdEnd(at, name.text, `${spanText(value.low.span)}..${next}`)
    }
    if (/^\d{1,3}$/.test(first) && /^\d{3}(?!\d)/.test(token.image)) {
      return groupedDigits(at, `${first}_${token.image}`)
    }
    return words.includes(' ')
      ? textOfWords(at, name.text, words)
      : secondValue(at, name.text, first)
  }
  if (before?.kind === 'edge' && token.tokenType === Text && spanText(before.span).endsWith('}')) {
    const edge = spanText(before.span)
    return labelBehindBody(at, edge.slice(0, edge.lastIndexOf('{')).trimEnd())
  }
  if (token.tokenType === Bare)
    return isInBody ? bareAttribute(at, token.image) : bareWord(at, token.image)
  if (before !== undefined) return unexpectedAfter(at, described(token), spanText(before.span))
  if (token.tokenType === Text) return looseText(at)
  return unexpected(at, described(token))
}

/** `latency: 15` and `ms` behind it, as the one value that was meant; undefined for anything else. */
export function withUnit(before: Item, token: IToken): Item | undefined {
  if (before.kind !== 'attribute' || token.tokenType !== Bare) return undefined
  const { value } = before
  if (value?.kind !== 'quantity' || value.unit !== '') return undefined
  return { ...before, value: { ...value, unit: unitMeant(token.image) } }
}

const unitsOfWords: ReadonlyMap<string, string> = new Map([
  ['day', 'd'],
  ['days', 'd'],
  ['hour', 'h'],
  ['hours', 'h'],
  ['hrs', 'h'],
  ['min', 'm'],
  ['mins', 'm'],
  ['minute', 'm'],
  ['minutes', 'm'],
  ['msec', 'ms'],
  ['percent', '%'],
  ['sec', 's'],
  ['second', 's'],
  ['seconds', 's'],
  ['secs', 's'],
])

/** The unit of a word behind a number: its short form, where it has one. */
export function unitMeant(word: string): string {
  return unitsOfWords.get(word) ?? word
}
