// Load against the oracle that follows requests wave after wave (./support/oracle/load.ts), on thousands of random
// systems as they are and after failures. A failure prints the seed and the smallest text. The comparison can fail:
// each sentence of how load adds up, broken in a copy of the analysis, is found out.

import { afterAll, describe, expect, it } from 'vitest'
import { analyze } from '#src/analysis/analyze.ts'
import type { Load } from '#src/analysis/load-facts.ts'
import { type Analyze, loadDifference, loadText } from './support/load-agreement.ts'
import { errorsOf, modelOf } from './support/model.ts'
import { type Mutation, mutant, removeMutants } from './support/mutants.ts'
import { shrunk } from './support/shrink.ts'

const seeds = Array.from({ length: 1500 }, (_, index) => index + 1)

describe('what arrives at each component', () => {
  it('is what the oracle says', () => expect(firstDifference(analyze, 0)).toBe(undefined))

  it('is what the oracle says after failures', () =>
    expect(firstDifference(analyze, 3)).toBe(undefined))
})

describe('the random systems', () => {
  const loads = seeds.slice(0, 600).flatMap((seed) => {
    const { model, diagnostics } = modelOf(loadText(seed))
    if (errorsOf(diagnostics).length > 0) return []
    const facts = analyze(model)
    return [
      model.components.flatMap(({ id, role }) =>
        role === 'container' ? [] : (facts.load(id) ?? []),
      ),
    ]
  })
  const tests: Readonly<Record<string, (load: Load) => boolean>> = {
    'no bound': (load) => load.isUnbounded,
    'upper bound': (load) => !load.isKnown,
    'more than is known': (load) => load.isAtLeast,
    'known, with reads and writes': (load) =>
      load.isKnown && load.peak.reads > 0 && load.peak.writes > 0,
    'peak above the mean': (load) => load.peak.total > load.mean.total,
    'several flows': (load) => load.byFlow().length > 1,
    'reads that nobody called so': (load) => load.countsAsReads,
  }

  it.each(Object.entries(tests))('have a load that is or has: %s', (_, test) => {
    const share = loads.filter((all) => all.some(test)).length / loads.length
    expect(share).toBeGreaterThan(0.04)
  })
})

/** `losses`: how many failures it takes to see it. */
const mutations: readonly (Omit<Mutation, 'rule'> & { readonly losses?: number })[] = [
  {
    breaks: 'alternatives weigh their copies',
    file: 'analysis/divided.ts',
    needle: "weight: numberIn(attributes, 'weight') ?? copies",
    replacement: "weight: numberIn(attributes, 'weight') ?? 1",
  },
  {
    breaks: 'a queue divides',
    file: 'analysis/ways.ts',
    needle: "if (broker.builtin !== 'queue') return whole",
    replacement: "if (broker.builtin !== 'topic') return whole",
  },
  {
    breaks: 'what does not serve gets nothing',
    losses: 3,
    file: 'analysis/divided.ts',
    needle: 'serving.length > 0 ? serving : up.length > 0 ? up : all',
    replacement: 'all',
  },
  {
    breaks: 'a dead letter is no message',
    file: 'analysis/ways.ts',
    needle: "edge.arrow === '=>' || edge.edge.implicit ||",
    replacement: "edge.arrow === '=>' ||",
  },
  {
    breaks: 'a fallback gets what falls on it',
    losses: 3,
    file: 'analysis/landings.ts',
    needle: 'if (fallback !== undefined && !serves(to, use))',
    replacement: 'if (fallback === to)',
  },
  {
    breaks: 'a replica reads for another',
    losses: 3,
    file: 'analysis/landings.ts',
    needle: 'if (readable.length === 0) return [stays]',
    replacement: 'if (readable.length >= 0) return [stays]',
  },
  {
    breaks: 'a cache beside keeps reads',
    file: 'analysis/transfers.ts',
    needle: 'landing.reads * beside.part',
    replacement: 'landing.reads',
  },
  {
    breaks: 'writes go through a cache',
    file: 'analysis/transfers.ts',
    needle: 'perWrite: { reads: 0, writes: reads } }',
    replacement: 'perWrite: { reads: 0, writes: reads * missed } }',
  },
  {
    breaks: 'a lost copy holds nothing',
    losses: 3,
    file: 'analysis/transfers.ts',
    needle: '? hit * heldPart(cache, standing.copies(cache.id)) : 0',
    replacement: '? hit : 0',
  },
  {
    breaks: 'copies of a cache that copy to each other hold the same',
    losses: 3,
    file: 'analysis/copies.ts',
    needle: 'return isWhole && left > 0 ? 1 : left / copies',
    replacement: 'return left / copies',
  },
  {
    breaks: 'a shard that lost a copy has fewer for its reads',
    losses: 3,
    file: 'analysis/utilization.ts',
    needle: 'Math.min(most, shards * fewest)',
    replacement: 'Math.min(most, copies)',
  },
  {
    breaks: 'calls that fail are repeated',
    losses: 3,
    file: 'analysis/transfers.ts',
    needle: "return 1 + (numberIn(attributes, 'retries') ?? 0)",
    replacement: 'return 1',
  },
  {
    breaks: 'a message carries the mean',
    file: 'analysis/load.ts',
    needle: 'mean.amounts[from]! * gain)\n',
    replacement: 'begunPeak[from]! * gain)\n',
  },
  {
    breaks: 'what others bring is taken once',
    file: 'analysis/load.ts',
    needle: '.filter((placed) => !takes(placed))',
    replacement: '.filter(() => true)',
  },
  {
    breaks: 'a client shares',
    file: 'analysis/demand.ts',
    needle: 'part ?? rest / open',
    replacement: 'part ?? rest',
  },
  {
    breaks: 'what nobody counts is a guess',
    file: 'analysis/layers-of.ts',
    needle: 'isCounted: (edge) => named.has(edge.edge.id) ||',
    replacement: 'isCounted: (edge) => out.has(edge.from) ||',
  },
  {
    breaks: 'what nobody counts is not known',
    file: 'analysis/transfers.ts',
    needle: "if (ground.guesses === 'left out' && !layer.isCounted(edge)) return []",
    replacement: '',
  },
  {
    breaks: 'what a cache may answer is not known',
    file: 'analysis/transfers.ts',
    needle: 'const hit = isLeftOut ? 1 :',
    replacement: 'const hit = isLeftOut ? 0 :',
  },
  {
    breaks: 'a circle is solved together',
    file: 'graph/traffic.ts',
    needle: '-= into.gains[i]!',
    replacement: '-= 0.9 * into.gains[i]!',
  },
]

afterAll(() => removeMutants('load'))

describe('a copy of the analysis', () => {
  it('that is unchanged agrees', async () => {
    expect(firstDifference((await mutant('load/unchanged')).analyze, 2, 300)).toBe(undefined)
  })

  it.each(mutations.map((mutation, index) => ({ ...mutation, index })))(
    'is found out: $breaks',
    async ({ index, losses = 0, ...mutation }) => {
      const changed = await mutant(`load/${index}`, { ...mutation, rule: 0 })
      expect(hasDifference(changed.analyze, losses)).toBe(true)
    },
  )
})

function hasDifference(changed: Analyze, failures: number): boolean {
  return seeds.some((seed) => loadDifference(changed, loadText(seed), seed, failures) !== undefined)
}

function firstDifference(
  tested: Analyze,
  failures: number,
  count = seeds.length,
): string | undefined {
  for (const seed of seeds.slice(0, count)) {
    const text = loadText(seed)
    if (loadDifference(tested, text, seed, failures) === undefined) continue
    const differs = (smaller: string) =>
      loadDifference(tested, smaller, seed, failures) !== undefined
    const least = shrunk(text, differs)
    return `seed ${seed}: ${loadDifference(tested, least, seed, failures)}\n${least}`
  }
  return undefined
}
