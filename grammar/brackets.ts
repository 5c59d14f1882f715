// Tokens to tokens whose brackets match, so that the parser never meets one without its partner, nor
// more than 100 inside each other. Where all match as written, nothing changes and nothing more is
// computed. Else layout decides (`layout.ts`): closers are dropped or inserted, and each bracket without
// a partner is one error at its own place. Inserted closers are empty and marked. Linear; no recursion.

import type { IToken } from 'chevrotain'
import type { Diagnostic } from './diagnostic.ts'
import { matchByLayout } from './layout.ts'
import { tooDeep } from './lexical-messages.ts'
import { type Repairs, sideOf, sideOfKind } from './sides.ts'
import type { SourceText } from './source.ts'
import { type TokenTable, tableOf } from './table.ts'
import { type Tokens, tokenSpan } from './tokens.ts'

export const nestingLimit = 100

export interface Balanced {
  readonly table: TokenTable
  readonly diagnostics: readonly Diagnostic[]
}

/** Brackets without a partner may seem to nest this deep before layout matches them. */
const unmatchedLimit = 1000

export function balance(source: SourceText, read: Tokens): Balanced {
  const depth = depthOf(read.table)
  if (depth >= 0 && depth <= nestingLimit) return { table: read.table, diagnostics: [] }
  const { tokens, diagnostics } = depth >= 0 ? shallow(source, read) : matched(source, read)
  return { table: tableOf(tokens), diagnostics }
}

interface Kept {
  readonly tokens: readonly IToken[]
  readonly diagnostics: readonly Diagnostic[]
}

function shallow(source: SourceText, { tokens }: Tokens): Kept {
  return withoutDepths(source, tokens, nestingLimit)
}

function matched(source: SourceText, { tokens, restIsText }: Tokens): Kept {
  const shallow = hangs(source, tokens)
    ? { tokens, diagnostics: [], restSkipped: false }
    : withoutDepths(source, tokens, unmatchedLimit)
  const layout = matchByLayout(source, shallow.tokens)
  const matched = withoutDepths(source, repaired(shallow.tokens, layout), nestingLimit)
  // Closers that a text or the skipped depths swallowed are no mistakes of their own.
  const swallowed = restIsText || shallow.restSkipped
  const told = layout.diagnostics.filter((one) => !swallowed || !one.rule.startsWith('unclosed-'))
  const deep = matched.diagnostics.length > 0 ? matched.diagnostics : shallow.diagnostics
  return { tokens: matched.tokens, diagnostics: [...deep, ...told] }
}

/** So many pairs of an opener and a closer the layout goes through in no time. */
const quickPairs = 10_000_000

/** True where lists that nothing closes make lines seem to nest that stand below each other. */
function hangs({ text }: SourceText, tokens: readonly IToken[]): boolean {
  let closers = 0
  let openers = 0
  let hanging = 0
  for (const [index, token] of tokens.entries()) {
    const side = sideOf(token)
    if (side < 0) closers++
    if (side > 0) openers++
    const next = tokens[index + 1]
    if (side < 2 || next === undefined) continue
    if (/[\r\n](?=\S)/.test(text.slice(token.startOffset, next.startOffset + 1))) hanging++
  }
  return hanging * 3 > openers && openers > unmatchedLimit && openers * closers <= quickPairs
}

/** The greatest number of brackets inside each other; -1 where they do not match as written. */
function depthOf({ count, kinds }: TokenTable): number {
  const open: number[] = []
  let deepest = 0
  for (let index = 0; index < count; index++) {
    const side = sideOfKind(kinds[index]!)
    if (side === 0) continue
    if (side > 0) deepest = Math.max(deepest, open.push(side))
    else if (open.pop() !== -side) return -1
  }
  return open.length === 0 ? deepest : -1
}

/** The tokens without what lies deeper than the limit; a brace closes the lists inside it. */
function withoutDepths(
  source: SourceText,
  tokens: readonly IToken[],
  limit: number,
): Kept & { readonly restSkipped: boolean } {
  const dropped = new Set<number>()
  const diagnostics: Diagnostic[] = []
  const open: number[] = []
  let isSkipping = false
  for (const [index, token] of tokens.entries()) {
    const side = sideOf(token)
    if (side < 0) closeIn(open, -side)
    if (isSkipping && open.length <= limit) isSkipping = false
    if (isSkipping) dropped.add(index)
    if (side > 0) open.push(side)
    if (isSkipping || open.length <= limit) continue
    isSkipping = true
    diagnostics.push(tooDeep(tokenSpan(source, token), nestingLimit))
  }
  const kept =
    dropped.size === 0
      ? tokens
      : repaired(tokens, { dropped, inserted: new Map(), diagnostics: [] })
  return { tokens: kept, diagnostics, restSkipped: isSkipping }
}

function closeIn(open: number[], side: number): void {
  const partner = open.lastIndexOf(side)
  const isInside = side === 1 || partner > open.lastIndexOf(1)
  if (partner >= 0 && isInside) open.length = partner
}

function repaired(tokens: readonly IToken[], { dropped, inserted }: Repairs): readonly IToken[] {
  const result: IToken[] = []
  for (const [index, token] of tokens.entries()) {
    for (const one of inserted.get(index) ?? []) result.push(one)
    if (!dropped.has(index)) result.push(token)
  }
  for (const one of inserted.get(tokens.length) ?? []) result.push(one)
  return result
}
