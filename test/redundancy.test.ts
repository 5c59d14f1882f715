// What redundancy is worth, against an oracle that lets each event happen: regions that break flows, choices
// that one event takes, single entries to several regions, and chains of calls, on random systems. A change of
// one expression that any of them hangs on has to be found out.

import { afterAll, describe, expect, it } from 'vitest'
import { analyze } from '#src/analysis/analyze.ts'
import type { Facts } from '#src/analysis/facts.ts'
import type { Model } from '#src/model/model.ts'
import { errorsOf, modelOf } from './support/model.ts'
import { type Mutation, mutant, removeMutants } from './support/mutants.ts'
import { randomArch } from './support/random-model.ts'
import { randomRegions } from './support/random-regions.ts'
import { differenceInRedundancy } from './support/redundancy.ts'
import { shrunk } from './support/shrink.ts'

const seeds = (count: number): readonly number[] => Array.from({ length: count }, (_, i) => i + 1)
const ofRegions = seeds(700).map(randomRegions)
const ofAnyKind = seeds(300).map((seed) => randomArch(seed, { components: 3 + (seed % 6) }))

describe('the facts about redundancy', () => {
  it('are what the oracle says, on systems of several regions', () => {
    expect(firstDifference(ofRegions)).toBe(undefined)
  })

  it('are what the oracle says, on systems of any kind', () => {
    expect(firstDifference(ofAnyKind)).toBe(undefined)
  })
})

describe('the random systems', () => {
  const all = ofRegions.flatMap((text) => validModel(text) ?? []).map(analyze)

  it('are nearly all valid', () => expect(all.length).toBeGreaterThan(600))

  const shown: Readonly<Record<string, (facts: Facts) => boolean>> = {
    'a region that breaks a flow': ({ regionOutages }) => regionOutages().length > 0,
    'a choice taken by a region': takenBy('region'),
    'a choice taken by a zone': takenBy('zone'),
    'a choice taken by an external': takenBy('external'),
    'a single entry': ({ singleEntries }) => singleEntries().length > 0,
    'a single entry that is a service': ({ singleEntries }) =>
      singleEntries().some(({ entries }) => entries.some(({ builtin }) => builtin === 'service')),
    'several single entries to one': ({ singleEntries }) =>
      singleEntries().some(({ entries }) => entries.length > 1),
  }

  it.each(Object.keys(shown))('show %s', (name) => {
    expect(all.filter(shown[name]!).length).toBeGreaterThan(5)
  })

  function takenBy(kind: string): (facts: Facts) => boolean {
    return ({ sharedFates }) => sharedFates().some(({ event }) => event.builtin === kind)
  }
})

const mutations: readonly Mutation[] = [
  {
    rule: 3,
    breaks: 'what stands calls what is lost',
    file: 'analysis/calls-lost.ts',
    needle: '.filter((id) => !lost.has(id))',
    replacement: '.filter((id) => lost.has(id))',
  },
  {
    rule: 9,
    breaks: 'a flow that uses one region alone is no matter of regions',
    file: 'analysis/failures.ts',
    needle: 'usedRegions.length < 2',
    replacement: 'usedRegions.length < 1',
  },
  {
    rule: 1,
    breaks: 'what else on the flow needs it counts',
    file: 'analysis/shared-fates.ts',
    needle: 'all: unitsOf(needs, lostTo(by)),',
    replacement: 'all: unitsOf(needs, lostHolding(by)),',
  },
  {
    rule: 1,
    breaks: 'single points of failure are held up',
    file: 'analysis/places.ts',
    needle: 'breaks(lostHolding(place))',
    replacement: 'breaks(lostTo(place))',
  },
  {
    rule: 1,
    breaks: 'what a lb or dns can choose between is spread over',
    file: 'analysis/terms.ts',
    needle: 'if (classes || needed >= terms.length) return',
    replacement: 'if (needed >= terms.length) return',
  },
  {
    rule: 9,
    breaks: 'what is managed goes with its region',
    file: 'analysis/places.ts',
    needle: 'return { reads: isLost, writes: isLost }',
    replacement: 'return { reads: false, writes: false }',
  },
  {
    rule: 1,
    breaks: 'a managed lb keeps no door',
    file: 'analysis/single-entries.ts',
    needle: 'return !managed && (',
    replacement: 'return (',
  },
  {
    rule: 9,
    breaks: 'what lies in two regions keeps no door of one',
    file: 'analysis/single-entries.ts',
    needle: 'regions(id).length === 1 && regions(id)[0] === region',
    replacement: 'regions(id).includes(region)',
  },
  {
    rule: 1,
    breaks: 'a service keeps the door when every way passes it',
    file: 'analysis/single-entries.ts',
    needle: 'open.every((end) => left.passes(end, choice.by))',
    replacement: 'open.some((end) => left.passes(end, choice.by))',
  },
  {
    rule: 11,
    breaks: 'a lb hands on and is no link of a chain',
    file: 'analysis/chains.ts',
    needle: "const counting = ['service', 'function']",
    replacement: "const counting = ['service', 'function', 'lb']",
  },
  {
    rule: 7,
    breaks: 'a circle counts once',
    file: 'graph/longest-chain.ts',
    needle: 'if (counts[v]) own = 1',
    replacement: 'if (counts[v]) own++',
  },
]

describe('a mutant of the analysis', () => {
  afterAll(() => removeMutants('redundancy'))

  it.each(mutations)('is found out: $breaks', async (mutation) => {
    const place = mutations.findIndex(({ breaks }) => breaks === mutation.breaks)
    const changed = await mutant(`redundancy/${place}`, mutation)
    expect(firstDifference(ofRegions, changed.analyze)).not.toBe(undefined)
  })
})

function firstDifference(texts: readonly string[], by = analyze): string | undefined {
  for (const text of texts) {
    if (differenceIn(text, by) === undefined) continue
    const least =
      by === analyze ? shrunk(text, (less) => differenceIn(less, by) !== undefined) : text
    return `${differenceIn(least, by)}\n${least}`
  }
  return undefined
}

function differenceIn(text: string, by: (model: Model) => Facts): string | undefined {
  const model = validModel(text)
  return model && differenceInRedundancy(model, by(model))
}

function validModel(text: string): Model | undefined {
  const { model, diagnostics } = modelOf(text)
  return errorsOf(diagnostics).length > 0 ? undefined : model
}
