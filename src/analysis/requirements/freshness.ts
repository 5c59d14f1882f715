// How old what is read may be: the `lag` along `=>` from the source, and the `ttl` of a cache or cdn before it. Of a
// flow it is the oldest thing that it reads.

import { flowOut } from '#src/analysis/calls.ts'
import { useOf } from '#src/analysis/use.ts'
import { componentIn, numberIn, wordIn } from '#src/model/attributes.ts'
import { isBroker } from '#src/model/roles.ts'
import type { Measured, Subject } from './answers.ts'
import { known } from './measured.ts'
import type { State } from './state.ts'

export function measureAge(state: State, subject: Subject): Measured {
  const ages = readIn(state, subject).map((id) => ({ component: id, ...ageOf(state, id) }))
  const low = ages.reduce((most, age) => Math.max(most, age.low), 0)
  const high = ages.reduce((most, age) => Math.max(most, age.high), 0)
  const contributors = ages
    .filter((age) => age.low > 0)
    .sort((a, b) => b.low - a.low || a.component - b.component)
    .map(({ component, low: part }) => ({ component, share: low === 0 ? 0 : part / low }))
    .slice(0, 5)
  const missing = [...new Set(ages.flatMap((age) => age.missing))]
  return known(low, {
    high,
    missing: low === high ? [] : missing,
    contributors: () => contributors,
  })
}

interface Age {
  readonly low: number
  readonly high: number
  readonly missing: readonly string[]
}

function readIn({ reliability, facts, model }: State, subject: Subject): readonly number[] {
  const { system } = reliability
  switch (subject.kind) {
    case 'component':
      return [subject.component]
    case 'edge':
      return system.targetsOf(model.edges[subject.edge]!.to)
    case 'all':
      return subject.components
    case 'way':
      return read([...flowOut(system, subject.edges).values()].flat())
    case 'flow': {
      const { scope } = subject.flow
      if (scope.kind === 'edges') return read([...flowOut(system, scope.edges).values()].flat())
      const on = model.components.filter(({ id }) => facts.flowsOf(id).includes(subject.flow))
      return read(on.flatMap(({ id }) => system.out[id]!))
    }
  }

  function read(edges: readonly (typeof system.out)[number][number][]): readonly number[] {
    const calls = edges.filter(
      ({ arrow, attributes }) => arrow === '->' && useOf(attributes) !== 'writes',
    )
    return [...new Set(calls.flatMap(({ to }) => system.targetsOf(to)))].sort((a, b) => a - b)
  }
}

/** Sources are as fresh as can be; what copies in a circle counts once. */
function ageOf(state: State, id: number, above: ReadonlySet<number> = new Set()): Age {
  const { model, facts } = state
  const { attributes, builtin, name } = model.components[id]!
  if (above.has(id)) return { low: 0, high: 0, missing: [] }
  const seen = new Set([...above, id])
  const copies = facts.edgesInto(id).filter(({ edge }) => edge.arrow === '=>')
  const ages = copies.map(({ edge, from }): Age => {
    const lag = numberIn(edge.attributes, 'lag')
    const source = isBroker(model.components[from]!) ? ageless : ageOf(state, from, seen)
    if (lag !== undefined) return later(source, lag)
    const edgeName = `${model.components[from]!.name} => ${name}`
    return {
      low: source.low,
      high: Number.POSITIVE_INFINITY,
      missing: [...source.missing, `lag of ${edgeName}`],
    }
  })
  const copied: Age = {
    low: Math.max(0, ...ages.map(({ low }) => low)),
    high: Math.max(0, ...ages.map(({ high }) => high)),
    missing: ages.flatMap(({ missing }) => missing),
  }
  if (builtin !== 'cache' && builtin !== 'cdn') return copied
  const shielded = componentIn(attributes, 'for')
  const behind = shielded === undefined ? copied : ageOf(state, shielded, seen)
  const ttl = numberIn(attributes, 'ttl')
  if (ttl !== undefined) return later(behind, ttl)
  if (wordIn(attributes, 'ttl') === 'none')
    return { ...ageless, low: Number.POSITIVE_INFINITY, high: Number.POSITIVE_INFINITY }
  return {
    low: behind.low,
    high: Number.POSITIVE_INFINITY,
    missing: [...behind.missing, `ttl of ${name}`],
  }
}

const ageless: Age = { low: 0, high: 0, missing: [] }

function later({ low, high, missing }: Age, by: number): Age {
  return { low: low + by, high: high + by, missing }
}
