// The tables of the next token against chevrotain's own: the same answer everywhere in the grammar, for
// every kind of token.

import {
  Alternation,
  LLkLookaheadStrategy,
  NonTerminal,
  Option,
  Repetition,
  type Rule,
  Terminal,
} from 'chevrotain'
import { expect, test } from 'vitest'
import { byNextKind } from './lookahead.ts'
import { ArchParser } from './parser.ts'
import { kindOf, vocabulary } from './vocabulary.ts'

const chevrotains = new LLkLookaheadStrategy({ maxLookahead: 1 })
const rules = Object.values(new ArchParser({ validates: 'no' }).getGAstProductions())

test.each(rules.map((rule) => [rule.name, rule] as const))('%s', (_, rule) => {
  for (const choice of choicesOf(rule)) {
    const [ours, theirs] = [byNextKind, chevrotains].map((strategy): (() => unknown) => {
      const options = {
        rule,
        prodOccurrence: choice.idx,
        maxLookahead: 1,
        dynamicTokensEnabled: false,
      }
      return choice instanceof Alternation
        ? strategy.buildLookaheadForAlternation({ ...options, hasPredicates: false })
        : strategy.buildLookaheadForOptional({
            ...options,
            prodType: choice instanceof Option ? 'Option' : 'Repetition',
          })
    })
    for (const type of vocabulary) {
      const tokenTypeIdx = kindOf(type)
      const reader = { nextKind: () => tokenTypeIdx, LA_FAST: () => ({ tokenTypeIdx }) }
      expect(ours!.call(reader), `${choice.constructor.name}${choice.idx} at ${type.name}`).toBe(
        theirs!.call(reader),
      )
    }
  }
})

test('the grammar has choices of every sort', () => {
  const choices = rules.flatMap(choicesOf)
  expect(choices.length).toBeGreaterThan(50)
  for (const type of choiceTypes) {
    expect(choices.some((choice) => choice instanceof type)).toBe(true)
  }
})

type Choice = Alternation | Option | Repetition

const choiceTypes = [Alternation, Option, Repetition]

function choicesOf(rule: Rule): Choice[] {
  const choices: Choice[] = []
  const waiting = [...rule.definition]
  for (let part = waiting.pop(); part !== undefined; part = waiting.pop()) {
    if (choiceTypes.some((type) => part instanceof type)) choices.push(part as Choice)
    if (!(part instanceof NonTerminal || part instanceof Terminal)) {
      waiting.push(...(part as Choice).definition)
    }
  }
  return choices
}
