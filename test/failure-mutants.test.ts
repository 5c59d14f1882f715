// Each step from events to numbers, effects and survival, broken in a copy of the analysis by one changed expression, has
// to make the comparison with every set of events fail on random systems; an unchanged copy must not.

import { afterAll, describe, expect, it } from 'vitest'
import type { Analysis } from './support/agreement.ts'
import { failureDifference, type Judged, judgedOf } from './support/failure-agreement.ts'
import { errorsOf, modelOf } from './support/model.ts'
import { type Mutation, mutant, removeMutants } from './support/mutants.ts'
import { eventsOf } from './support/oracle/copies.ts'
import { plantAvailability } from './support/random/availability.ts'
import { randomArch } from './support/random-model.ts'

/** `rule` is that of "What an edge means" that bears most on it. */
const mutations: readonly Mutation[] = [
  {
    rule: 6,
    breaks: 'so many copies may be lost',
    file: 'analysis/failure-structure.ts',
    needle: 'const atLeast = copies.length - needed + 1\n',
    replacement: 'const atLeast = copies.length - needed + 2\n',
  },
  {
    rule: 6,
    breaks: 'every shard has to have enough',
    file: 'analysis/failure-structure.ts',
    needle: 'return { reads: anyOf(shards), first:',
    replacement: 'return { reads: gate(shards.length, shards), first:',
  },
  {
    rule: 6,
    breaks: 'writes need the first copy',
    file: 'analysis/failure-structure.ts',
    needle: 'if (needs.writeUnit(id) === unit) inputs.push(parts.firstLost(id))',
    replacement: 'if (needs.writeUnit(id) === unit) inputs.push(parts.readsLost(id))',
  },
  {
    rule: 9,
    breaks: 'a zone takes its copies along',
    file: 'analysis/failure-structure.ts',
    needle: "...(zone < 0 ? [] : [whole(zone, 'zone')]),",
    replacement: '',
  },
  {
    rule: 9,
    breaks: 'what is managed falls with its region',
    file: 'analysis/failure-structure.ts',
    needle: "[whole(id, 'managed'), ...places({ zone: -1, region })]",
    replacement: "[whole(id, 'managed'), ...places({ zone: -1, region: -1 })]",
  },
  {
    rule: 1,
    breaks: 'so many of the targets are needed',
    file: 'analysis/failure-structure.ts',
    needle: 'lost.length - graph.atLeast[group]! + 1',
    replacement: 'lost.length - graph.atLeast[group]!',
  },
  {
    rule: 9,
    breaks: 'times between failures and to mend one are read',
    file: 'analysis/failure-structure.ts',
    needle: 'value: repair / (between + repair)',
    replacement: 'value: repair / between',
  },
  {
    rule: 9,
    breaks: 'a place that says nothing never fails',
    file: 'analysis/failure-structure.ts',
    needle: "if (builtin === 'zone' || builtin === 'region') return { value: 0",
    replacement: "if (builtin === 'zone' || builtin === 'region') return { value: 0.1",
  },
  {
    rule: 6,
    breaks: 'so many of so many fail by the binomial tail',
    file: 'graph/binomial.ts',
    needle: 'term *= ((count - k) / (k + 1))',
    replacement: 'term *= (count - k)',
  },
  {
    rule: 6,
    breaks: 'what is worse can happen where the less bad does alone',
    file: 'analysis/failure-structure.ts',
    needle: 'worse = worse === undefined ? one : gate(2, [worse, one])',
    replacement: 'worse = one',
  },
  {
    rule: 3,
    breaks: 'the one that misses something is there',
    file: 'analysis/effects.ts',
    needle: 'if (fromOutside || !isLost(needs.readUnit(caller))) return',
    replacement: 'if (fromOutside || isLost(needs.readUnit(caller))) return',
  },
  {
    rule: 3,
    breaks: 'what was never there is not missed',
    file: 'analysis/effects.ts',
    needle: 'const there = wants.filter(({ unit }) => up[unit])',
    replacement: 'const there = wants',
  },
  {
    rule: 10,
    breaks: 'a flow wants what its own client leads to',
    file: 'analysis/effects.ts',
    needle: 'const wants = [...callers].flatMap((caller) => byCaller.get(caller) ?? [])',
    replacement: 'const wants = needs.wants',
  },
  {
    rule: 9,
    breaks: 'a place is tried with all that lies in it',
    file: 'analysis/blasts.ts',
    needle: 'yield hit({ component: place }, inside)',
    replacement: 'yield hit({ component: place }, inside.slice(1))',
  },
  {
    rule: 9,
    breaks: 'events of another kind do not count',
    file: 'analysis/failure-structure.ts',
    needle: 'kind === undefined || kind === event ||',
    replacement: 'kind !== undefined || kind === event ||',
  },
]

const judged: readonly Judged[] = Array.from({ length: 700 }, (_, index) => index + 1).flatMap(
  (seed) => {
    const text = randomArch(seed, { components: 3 + (seed % 4) }, plantAvailability)
    const asked = `${text}require survive 1 zone\nrequire survive 2 copies\nrequire survive 1 region\n`
    const { model, diagnostics } = modelOf(asked)
    if (errorsOf(diagnostics).length > 0 || eventsOf(model).length > 9) return []
    return [judgedOf(model)]
  },
)

afterAll(() => removeMutants('failures'))

function firstDifference({ analyze }: Analysis): string | undefined {
  for (const one of judged) {
    const found = failureDifference(one, analyze(one.model))
    if (found !== undefined) return found
  }
  return undefined
}

describe('a copy of the analysis', () => {
  it('that is unchanged agrees', async () => {
    expect(firstDifference(await mutant('failures/unchanged'))).toBe(undefined)
  })

  it.each(mutations.map((mutation, index) => ({ ...mutation, index })))(
    'is found out: rule $rule, $breaks',
    async ({ index, ...mutation }) => {
      const changed = await mutant(`failures/${index}`, mutation)
      expect(firstDifference(changed)).not.toBe(undefined)
    },
  )
})
