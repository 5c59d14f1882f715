// How the parser decides by the next token: chevrotain's LL(k) for k = 1, as tables of kinds. Chevrotain's
// own works out all of them when the parser is made, which takes longer than reading a small file; here
// each is worked out from the recorded grammar when it is asked for first. Whether the grammar is fit for
// one token, chevrotain's own check still says.

import {
  Alternation,
  type ILookaheadStrategy,
  type IProduction,
  LLkLookaheadStrategy,
  NonTerminal,
  Option,
  Repetition,
  Terminal,
} from 'chevrotain'
import { kindOf, vocabulary } from './vocabulary.ts'

/** The parser, on which chevrotain calls the functions. */
interface Reader {
  nextKind(): number
}

export const byNextKind: ILookaheadStrategy = {
  validate: (grammar) => new LLkLookaheadStrategy({ maxLookahead: 1 }).validate(grammar),

  buildLookaheadForAlternation({ rule, prodOccurrence }) {
    let chosen: Int8Array | undefined
    return function (this: Reader) {
      chosen ??= alternativeByKind(found(rule.definition, Alternation, prodOccurrence))
      const alternative = chosen[this.nextKind()]!
      return alternative < 0 ? undefined : alternative
    }
  },

  buildLookaheadForOptional({ rule, prodType, prodOccurrence }) {
    let fits: Uint8Array | undefined
    return function (this: Reader) {
      // The grammar has no others, and asking for one throws.
      fits ??= fitByKind(
        found(rule.definition, prodType === 'Option' ? Option : Repetition, prodOccurrence),
      )
      return fits[this.nextKind()] === 1
    }
  },
}

const kindCount = Math.max(...vocabulary.map(kindOf)) + 1

/** By kind: the first alternative that may begin with it; -1 for none. */
function alternativeByKind({ definition }: Alternation): Int8Array {
  const chosen = new Int8Array(kindCount).fill(-1)
  for (const [index, alternative] of definition.entries()) {
    firstKinds([alternative], (kind) => {
      if (chosen[kind]! < 0) chosen[kind] = index
    })
  }
  return chosen
}

/** By kind: 1 where the part may begin with it. */
function fitByKind(part: Sequence): Uint8Array {
  const fits = new Uint8Array(kindCount)
  firstKinds(part.definition, (kind) => {
    fits[kind] = 1
  })
  return fits
}

interface Sequence extends IProduction {
  readonly definition: IProduction[]
}

/** Tells the kinds that a sequence may begin with; true where it may be empty too. */
function firstKinds(sequence: readonly IProduction[], tell: (kind: number) => void): boolean {
  for (const part of sequence) {
    if (!firstKindsOf(part, tell)) return false
  }
  return true
}

function firstKindsOf(part: IProduction, tell: (kind: number) => void): boolean {
  if (part instanceof Terminal) {
    tell(kindOf(part.terminalType))
    for (const kind of part.terminalType.categoryMatches ?? []) tell(kind)
    return false
  }
  if (part instanceof NonTerminal) return firstKinds(part.referencedRule.definition, tell)
  if (part instanceof Alternation) {
    return part.definition.map((one) => firstKindsOf(one, tell)).includes(true)
  }
  const isEmpty = firstKinds(definitionOf(part), tell)
  return isEmpty || part instanceof Option || part instanceof Repetition
}

/** The part of that class and number, wherever in the rule it stands. */
function found<T extends IProduction & { readonly idx: number }>(
  sequence: readonly IProduction[],
  type: abstract new (...input: never[]) => T,
  idx: number,
): T {
  const waiting = [...sequence]
  for (let part = waiting.pop(); part !== undefined; part = waiting.pop()) {
    if (part instanceof type && part.idx === idx) return part
    if (!(part instanceof NonTerminal)) waiting.push(...definitionOf(part))
  }
  throw new Error(`the grammar has no ${type.name} of number ${idx} there`)
}

/** Every part has one but a terminal. */
function definitionOf(part: IProduction): readonly IProduction[] {
  return 'definition' in part ? (part as Sequence).definition : []
}
