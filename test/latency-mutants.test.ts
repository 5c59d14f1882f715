// Each way in which time adds up, broken in a copy of the analysis by one changed expression, has to make the
// comparison with the oracle of latency fail on random systems; an unchanged copy must not.

import { afterAll, describe, expect, it } from 'vitest'
import type { Model } from '#src/model/model.ts'
import type { Analysis } from './support/agreement.ts'
import { latencyDifference } from './support/latency-agreement.ts'
import { errorsOf, modelOf } from './support/model.ts'
import { type Mutation, mutant, removeMutants } from './support/mutants.ts'
import { plantTiming } from './support/random/timing.ts'
import { randomArch } from './support/random-model.ts'

/** `rule` is that of "What an edge means" that bears most on it. */
const mutations: readonly Mutation[] = [
  {
    rule: 1,
    breaks: 'calls follow each other',
    file: 'analysis/wait-times.ts',
    needle: '!isTogether(choice))',
    replacement: 'isTogether(choice))',
  },
  {
    rule: 1,
    breaks: 'a part of a call is a whole one',
    file: 'analysis/waited-calls.ts',
    needle: 'return Math.ceil(',
    replacement: 'return Math.floor(',
  },
  {
    rule: 1,
    breaks: 'reads and writes are both made',
    file: 'analysis/waited-calls.ts',
    needle: 'return [reads ?? 0, writes ?? 0]',
    replacement: 'return [reads ?? 0, 0]',
  },
  {
    rule: 1,
    breaks: 'each call crosses the network',
    file: 'analysis/wait-times.ts',
    needle: 'bounded(timesOf(place, step) * bounded(each))',
    replacement: 'bounded(step.networkMs + timesOf(place, step) * (each - step.networkMs))',
  },
  {
    rule: 1,
    breaks: 'calls at the same time take as long as one',
    file: 'analysis/waited-calls.ts',
    needle: 'const times = isParallel(edge) ? 1 : calls',
    replacement: 'const times = calls',
  },
  {
    rule: 1,
    breaks: 'of alternatives the slowest counts',
    file: 'analysis/wait-times.ts',
    needle: 'if (time <= most) continue',
    replacement: 'if (time >= most) continue',
  },
  {
    rule: 1,
    breaks: 'a fallback takes its time',
    file: 'analysis/wait-times.ts',
    needle: '? [step.targets] : (step.givingUp?.instead ?? [])',
    replacement: '? [step.targets] : []',
  },
  {
    rule: 1,
    breaks: 'each try takes the timeout',
    file: 'analysis/wait-times.ts',
    needle: 'bounded(timeoutMs * tries)',
    replacement: 'bounded(timeoutMs)',
  },
  {
    rule: 3,
    breaks: 'who goes on waits as long as it says',
    file: 'analysis/wait-times.ts',
    needle: 'cleaned(answered(place, step)) > cleaned(timeoutMs)',
    replacement: 'cleaned(answered(place, step)) > 5 * cleaned(timeoutMs)',
  },
  {
    rule: 3,
    breaks: 'a choice is optional as a whole',
    file: 'analysis/waited-calls.ts',
    needle: 'chosen.every(callers.freedom.isFree)',
    replacement: 'chosen.some(callers.freedom.isFree)',
  },
  {
    rule: 3,
    breaks: 'what is given up may say nothing of its time',
    file: 'analysis/latency.ts',
    needle: 'placesReached(graph, times.leadsTo)\n  const unknown = unknownIn',
    replacement: 'placesReached(graph, (_, { targets }) => targets)\n  const unknown = unknownIn',
  },
  {
    rule: 1,
    breaks: 'a group that asks more than it needs waits for the first',
    file: 'analysis/fan-outs.ts',
    needle: 'needed < asked ? [] : steps',
    replacement: 'steps',
  },
  {
    rule: 3,
    breaks: 'a cache answers a part of the reads',
    file: 'analysis/fan-outs.ts',
    needle: 'if (caches.length === 0) return calls',
    replacement: 'return calls',
  },
  {
    rule: 2,
    breaks: 'what is spread over is one choice',
    file: 'analysis/waited-calls.ts',
    needle: "(builtin === 'lb' || builtin === 'dns') &&",
    replacement: "builtin === 'dns' &&",
  },
  {
    rule: 4,
    breaks: 'a message is not waited for',
    file: 'analysis/waited-calls.ts',
    needle: "edge.arrow === '->' &&",
    replacement: "edge.arrow !== '=>' &&",
  },
  {
    rule: 5,
    breaks: 'a broker begins with what takes from it',
    file: 'analysis/waited-calls.ts',
    needle: 'const taken = broker && out ?',
    replacement: 'const taken = !broker && out ?',
  },
  {
    rule: 7,
    breaks: 'a call in a circle counts once',
    file: 'analysis/wait-times.ts',
    needle: 'return isAtOnce(place) || isInside(graph, place, step) ? 1 : step.times',
    replacement: 'return isAtOnce(place) ? 1 : step.times',
  },
  {
    rule: 8,
    breaks: 'every entry of a container is called',
    file: 'analysis/waited-calls.ts',
    needle: 'return (system.entries.get(to) ?? []).flatMap(',
    replacement: 'return (system.entries.get(to) ?? []).slice(0, 1).flatMap(',
  },
  {
    rule: 8,
    breaks: 'of a pool the slowest member counts',
    file: 'analysis/waited-calls.ts',
    needle: 'return members.length > 0 ? [members] : []',
    replacement: 'return members.length > 0 ? [members.slice(0, 1)] : []',
  },
  {
    rule: 11,
    breaks: 'a dns that is silent is no unknown',
    file: 'analysis/latency.ts',
    needle: "role === 'source' || builtin === 'dns'",
    replacement: "role === 'source'",
  },
]

const models: readonly Model[] = Array.from({ length: 600 }, (_, index) => index + 1).flatMap(
  (seed) => {
    const text = randomArch(seed, { components: 3 + (seed % 8) }, plantTiming)
    const { model, diagnostics } = modelOf(text)
    return errorsOf(diagnostics).length > 0 ? [] : [model]
  },
)

afterAll(() => removeMutants('latency'))

describe('a mutant of the latency analysis', () => {
  it('that changes nothing agrees with the oracle', async () => {
    expect(firstDifference(await mutant('latency/unchanged'))).toBe(undefined)
  })

  it.each(mutations.map((mutation, index) => ({ ...mutation, index })))(
    'is found out: $breaks',
    async ({ index, ...mutation }) => {
      const changed = await mutant(`latency/${index}`, mutation)
      expect(firstDifference(changed)).not.toBe(undefined)
    },
  )
})

function firstDifference(analysis: Analysis): string | undefined {
  for (const model of models) {
    const found = latencyDifference(model, analysis)
    if (found !== undefined) return found
  }
  return undefined
}
