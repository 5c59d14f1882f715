// Which message fits a piece of text that begins no item: what stands before it shows what was meant.

import type { IToken } from 'chevrotain'
import type { Item } from './ast.ts'
import type { Diagnostic } from './diagnostic.ts'
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
import { Bare, Comma, Text } from './vocabulary.ts'

export interface Loose {
  readonly token: IToken
  readonly at: Span
  /** The item that ends on the same line in front of it. */
  readonly before: Item | undefined
  /** What stands behind it. */
  readonly next: string
  readonly isInBody: boolean
}

export function looseMessage({ token, at, before, next, isInBody }: Loose): Diagnostic {
  if (token.tokenType === Comma) return looseComma(at)
  if (next === '|') return pipeBetweenSources(at, token.image)
  if (before?.kind === 'attribute' && before.value !== undefined) {
    const { value, name } = before
    return withUnit(before, token)
      ? spacedUnit(at, spanText(value.span), token.image)
      : secondValue(at, name.text, spanText(value.span))
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
  return { ...before, value: { ...value, unit: token.image } }
}
