// Each of the rules of "What an edge means", broken in a copy of the analysis by one changed
// expression, has to make the comparison with the oracle fail on random systems; an unchanged copy
// must not. So the comparison can fail, and for each of the rules. It is past 250 lines: a table of
// mutations.

import { afterAll, describe, expect, it } from 'vitest'
import type { Model } from '#src/model/model.ts'
import { type Analysis, difference } from './support/agreement.ts'
import { errorsOf, modelOf } from './support/model.ts'
import { type Mutation, mutant, removeMutants } from './support/mutants.ts'
import { randomArch } from './support/random-model.ts'

const mutations: readonly Mutation[] = [
  {
    rule: 1,
    breaks: 'so many of them are needed',
    file: 'analysis/terms.ts',
    needle: 'Math.min(needed, terms.length)',
    replacement: 'Math.min(1, terms.length)',
  },
  {
    rule: 1,
    breaks: 'a fallback is an alternative',
    file: 'analysis/terms.ts',
    needle: 'fallback === undefined || node === met',
    replacement: 'node >= met',
  },
  {
    rule: 2,
    breaks: 'a dns spreads too',
    file: 'analysis/terms.ts',
    needle: "const spreads = builtin === 'lb' || builtin === 'dns'",
    replacement: "const spreads = builtin === 'lb'",
  },
  {
    rule: 2,
    breaks: 'what it spreads over has the same use',
    file: 'analysis/use.ts',
    needle: "return reads ? 'reads' : 'writes'",
    replacement: "return 'both'",
  },
  {
    rule: 3,
    breaks: 'a cache without for shields one store alone',
    file: 'analysis/shielded.ts',
    needle: 'return stores.length === 1 ?',
    replacement: 'return stores.length >= 1 ?',
  },
  {
    rule: 3,
    breaks: 'a cache that is not optional is needed',
    file: 'analysis/shielded.ts',
    needle: "builtin === 'cache' && optional !== 'no' &&",
    replacement: "builtin === 'cache' &&",
  },
  {
    rule: 3,
    breaks: 'a choice is optional only as a whole',
    file: 'analysis/terms.ts',
    needle: 'const isOptional = group.every((edge) => freedom.isFree(edge))',
    replacement: 'const isOptional = group.some((edge) => freedom.isFree(edge))',
  },
  {
    rule: 4,
    breaks: 'no edge out of a broker is needed',
    file: 'analysis/terms.ts',
    needle: 'if (isBroker(components[from]!) && !first) return',
    replacement: 'if (first && !first) return',
  },
  {
    rule: 4,
    breaks: 'a message needs its broker',
    file: 'analysis/terms.ts',
    needle: 'isBroker(end) ? component(from, to, use) : met',
    replacement: 'met',
  },
  {
    rule: 4,
    breaks: 'what polls a broker does not send to it',
    file: 'analysis/hand-overs.ts',
    needle: 'into.filter((call) => !takesFrom(call) && !watches(call))',
    replacement: 'into.filter((call) => !watches(call))',
  },
  {
    rule: 4,
    breaks: 'a dlq takes nothing out',
    file: 'analysis/hand-overs.ts',
    needle: '!edge.implicit && components',
    replacement: 'components',
  },
  {
    rule: 5,
    breaks: 'an external may be down at the start',
    file: 'analysis/terms.ts',
    needle: "if (builtin !== 'client' && builtin !== 'external') add",
    replacement: "if (builtin !== 'client') add",
  },
  {
    rule: 5,
    breaks: 'a consumption edge enters the consumer',
    file: 'analysis/starts.ts',
    needle: 'if (system.isConsumption(edge)) return [edge.from]',
    replacement: '',
  },
  {
    rule: 6,
    breaks: 'only what fails over by itself is promoted',
    file: 'analysis/terms.ts',
    needle: 'sources.some((source) => sets.failsOver(source)) ? called.map(read) : []',
    replacement: 'called.map(read)',
  },
  {
    rule: 6,
    breaks: 'a majority of a shard',
    file: 'analysis/copies.ts',
    needle: 'Math.floor(copies / 2) + 1',
    replacement: 'Math.ceil(copies / 2)',
  },
  {
    rule: 6,
    breaks: 'who writes to a copy writes to its source',
    file: 'analysis/write-paths.ts',
    needle: 'if (!set) return [id]',
    replacement: 'if (!set || id >= 0) return [id]',
  },
  {
    rule: 6,
    breaks: 'of several sources those count that the caller calls',
    file: 'analysis/terms.ts',
    needle: 'const sources = sourcesFor(set, called)',
    replacement: 'const sources = set.sources',
  },
  {
    rule: 6,
    breaks: 'who calls a source writes to that one',
    file: 'analysis/write-paths.ts',
    needle: 'return sourcesFor(set, [id, ...called',
    replacement: 'return sourcesFor(set, [...called',
  },
  {
    rule: 6,
    breaks: 'an edge with reads and writes needs both',
    file: 'analysis/terms.ts',
    needle: 'return all([reads(), writes()])',
    replacement: 'return writes()',
  },
  {
    rule: 6,
    breaks: 'an edge with reads alone writes nothing',
    file: 'analysis/write-paths.ts',
    needle: "useOf(edge.attributes) === 'reads'",
    replacement: 'useOf(edge.attributes) === undefined',
  },
  {
    rule: 6,
    breaks: 'what is copied to is no write path',
    file: 'analysis/write-paths.ts',
    needle: "edge.arrow === '=>'",
    replacement: "edge.arrow === '->'",
  },
  {
    rule: 7,
    breaks: 'what needs each other is one unit',
    file: 'graph/needs.ts',
    needle: 'targets.push(member)',
    replacement: 'targets.push(group.owner)',
  },
  {
    rule: 7,
    breaks: 'a flow takes the circles of its own edges',
    file: 'analysis/flow-circles.ts',
    needle: '(id) => out.get(id) ?? []',
    replacement: '(id) => (out.has(id) ? reliability.system.out[id]! : [])',
  },
  {
    rule: 8,
    breaks: 'every entry is needed',
    file: 'analysis/terms.ts',
    needle: 'return all((system.entries.get(to) ?? []).map((entry) => target(',
    replacement: 'return any((system.entries.get(to) ?? []).map((entry) => target(',
  },
  {
    rule: 8,
    breaks: 'an edge from a container leaves everything inside',
    file: 'analysis/calls.ts',
    needle: 'for (const id of inside) take(',
    replacement: 'for (const id of inside.slice(1)) take(',
  },
  {
    rule: 9,
    breaks: 'copy j of shard s lies in zone s + j',
    file: 'analysis/copies.ts',
    needle: 'shard + Math.floor(index / count)',
    replacement: 'index',
  },
  {
    rule: 9,
    breaks: 'the region around the zone comes first',
    file: 'analysis/copies.ts',
    needle: 'region: around >= 0 ? around : own',
    replacement: 'region: own',
  },
  {
    rule: 10,
    breaks: 'the attributes of the flow are taken',
    file: 'analysis/calls.ts',
    needle: 'expand(model, model.edges[taken.edge]!, taken, take)',
    replacement:
      'expand(model, model.edges[taken.edge]!, { ...taken, attributes: model.edges[taken.edge]!.attributes }, take)',
  },
  {
    rule: 9,
    breaks: 'zones decide who lies apart where both have them',
    file: 'analysis/other-places.ts',
    needle: 'const zoned = a.zones.size > 0 && b.zones.size > 0',
    replacement: 'const zoned = a.zones.size < 0',
  },
  {
    rule: 10,
    breaks: 'a flow may be what says that an edge writes',
    file: 'analysis/writers.ts',
    needle: '[...system.out, ...onFlows]',
    replacement: '[...system.out]',
  },
  {
    rule: 10,
    breaks: 'the copies of what a flow takes are in use',
    file: 'analysis/in-use.ts',
    needle: "if (edge.arrow === '=>') touched.add(to)",
    replacement: "if (edge.arrow === '=>' && to === id) touched.add(to)",
  },
  {
    rule: 10,
    breaks: 'of alternatives, those that the flow names remain',
    file: 'analysis/flow-needs.ts',
    needle: '(id) => out.get(id) ?? []',
    replacement: '(id) => (out.has(id) ? ground.system.out[id]! : [])',
  },
  {
    rule: 11,
    breaks: 'a dns stands aside',
    file: 'analysis/walks.ts',
    needle: "if (components[call.to]!.builtin !== 'dns') {",
    replacement: "if (components[call.to]!.builtin !== 'lb') {",
  },
  {
    rule: 11,
    breaks: 'who calls a dns calls what is behind it',
    file: 'analysis/walks.ts',
    needle: "if (components[from]!.builtin === 'dns') passed.add(from)",
    replacement: "if (components[from]!.builtin === 'lb') passed.add(from)",
  },
  {
    rule: 12,
    breaks: 'an edge inside what is guarded does not lead into it',
    file: 'analysis/policies.ts',
    needle: '(id) => !from.has(id) && !to.has(id)',
    replacement: '(id) => !from.has(id)',
  },
  {
    rule: 12,
    breaks: 'a path may be longer than one edge',
    file: 'analysis/policies.ts',
    needle: 'if (!cameBy.has(call.to) && !isClosed(call.to)) cameBy.set(call.to, call)',
    replacement: '',
  },
  {
    rule: 12,
    breaks: 'watching breaks no policy',
    file: 'analysis/policies.ts',
    needle: 'call.edge.arrow === policy.arrow && !isLeftOut(call)',
    replacement: 'call.edge.arrow === policy.arrow',
  },
  {
    rule: 12,
    breaks: 'a policy that names a monitor is about watching',
    file: 'analysis/policies.ts',
    needle: 'namesMonitor(model, policy)\n    ? () => false',
    replacement: '!model\n    ? () => false',
  },
]

const models: readonly Model[] = Array.from({ length: 800 }, (_, index) => index + 1).flatMap(
  (seed) => {
    const { model, diagnostics } = modelOf(randomArch(seed, { components: 3 + (seed % 6) }))
    return errorsOf(diagnostics).length > 0 ? [] : [model]
  },
)

afterAll(() => removeMutants('meaning'))

describe('a mutant of the analysis', () => {
  it('exists for each rule', () => {
    const rules = [...new Set(mutations.map(({ rule }) => rule))].sort((a, b) => a - b)
    expect(rules).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12])
  })

  it('that changes nothing agrees with the oracle', async () => {
    const copy = await mutant('meaning/unchanged')
    expect(firstDifference(copy)).toBe(undefined)
  })

  it.each(mutations.map((mutation, index) => ({ ...mutation, index })))(
    'is found out: rule $rule, $breaks',
    async ({ index, ...mutation }) => {
      const changed = await mutant(`meaning/${index}`, mutation)
      expect(firstDifference(changed)).not.toBe(undefined)
    },
  )
})

function firstDifference(analysis: Analysis): string | undefined {
  for (const model of models) {
    const found = difference(model, analysis)
    if (found !== undefined) return found
  }
  return undefined
}
