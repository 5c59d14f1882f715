// Single changes that may help a failed requirement, the obvious ones: one more copy, copies over all zones, another
// copy that takes over, a fallback, calls at the same time, the attribute that is asked for. Whether they do help is
// found by trying (remedies.ts).

import { edgeAttributes } from '#src/kinds/attributes.ts'
import { builtinKind } from '#src/kinds/kinds.ts'
import { type AttributeTable, type AttributeType, exampleOf } from '#src/kinds/types.ts'
import { numberIn } from '#src/model/attributes.ts'
import { attribute, copiesSaid } from '#src/model/changed.ts'
import type { Component, Edge, Value } from '#src/model/model.ts'
import { durationToWrite, showDuration } from '#src/model/show-quantity.ts'
import type { Asked, Candidate, Case } from './answers.ts'
import { pasteable } from './attributes.ts'
import { change, onEdge, overZones, word } from './changes.ts'
import { budgetOf } from './latency.ts'
import { roomier } from './roomier.ts'
import { toServe, toSurvive } from './serving-on.ts'
import type { State } from './state.ts'

/** In the order in which they are to be tried: of what differs in its size alone the smallest first. */
export function candidatesFor(state: State, { demand }: Asked, worst: Case): readonly Candidate[] {
  if (demand.kind === 'survive') return toSurvive(state, demand, worst)
  if (demand.kind === 'attribute') {
    const target = demand.comparison ? demand.target : usual(state, worst, demand.name)
    const what = demand.comparison ? 'what is asked for' : `the ${demand.name}`
    return target ? asAsked(state, worst, demand.name, target, what) : []
  }
  switch (demand.metric) {
    case 'availability':
    case 'downtime':
    case 'rto':
      return toServe(state, worst)
    case 'rpo':
      return [...toKeep(state, worst), ...oftener(state, demand.target, worst)]
    case 'latency':
      return [...atOnce(state, worst), ...faster(state, timeWithin(demand), worst)]
    case 'throughput':
    case 'utilization':
      return roomier(state, demand, worst)
    case 'freshness':
      return fresher(state, demand.target, worst)
    case 'storage':
    case 'cost':
      return []
  }
}

function toKeep(state: State, worst: Case): readonly Candidate[] {
  if (worst.subject.kind !== 'component') return []
  const one = state.model.components[worst.subject.component]!
  const count = one.managed ? {} : copiesSaid(one, Math.max(2, one.copies))
  const sync = { ...(one.managed || one.copies > 1 ? {} : count), replication: word('sync') }
  return [
    change(one, `copy ${one.name} synchronously`, sync),
    ...overZones(state, one).map((spread) => ({
      ...spread,
      what: `${spread.what}, copied synchronously`,
      ...merged(one, spread, { replication: word('sync') }),
    })),
  ]
}

/** A backup as often as it may lose. */
function oftener({ model }: State, target: number, { subject }: Case): readonly Candidate[] {
  if (subject.kind !== 'component' || target <= 0) return []
  const one = model.components[subject.component]!
  const backup: Value = { kind: 'number', value: target, dimension: 'duration' }
  return [change(one, `back ${one.name} up as often`, { backup })]
}

/** Caches that keep what they hold for less long, by what it is too old. */
function fresher({ model }: State, target: number, worst: Case): readonly Candidate[] {
  const ids = worst.contributors().map(({ component }) => component)
  const named = worst.subject.kind === 'component' ? [worst.subject.component] : []
  return [...new Set([...ids, ...named])].flatMap((id) => {
    const one = model.components[id]!
    const ttl = numberIn(one.attributes, 'ttl') ?? Number.POSITIVE_INFINITY
    const value = Number.isFinite(worst.low) ? Math.min(target, ttl - (worst.low - target)) : target
    if ((one.builtin !== 'cache' && one.builtin !== 'cdn') || !(value > 0)) return []
    const kept: Value = { kind: 'number', value, dimension: 'duration' }
    return [change(one, `let ${one.name} keep entries for ${pasteable(kept)}`, { ttl: kept })]
  })
}

function merged(one: Component, base: Candidate, more: Readonly<Record<string, Value>>) {
  const added = change(one, '', more)
  return {
    changes: {
      components: [...(base.changes.components ?? []), ...(added.changes.components ?? [])],
    },
    given: { ...base.given, ...added.given },
  }
}

function atOnce({ facts, model }: State, { subject }: Case): readonly Candidate[] {
  if (subject.kind !== 'flow') return []
  return facts.latency(subject.flow).sequences.map(({ component, edges }): Candidate => {
    const yes = (edge: Edge) => new Map([attribute('parallel', word('yes'), edge)])
    const { name } = model.components[component]!
    return {
      changes: { edges: edges.map((edge) => ({ edge: edge.id, attributes: yes(edge) })) },
      what: `let ${name} make its ${edges.length} calls at the same time`,
      at: { edge: edges[0]!.id },
      given: { parallel: 'yes' },
    }
  })
}

const mostSlow = 3
/** What would have to become faster than this part of what it is, is another thing. */
const leastPart = 0.1

/** A little less where as much is too much. */
function timeWithin({ comparison, target }: Extract<Asked['demand'], { kind: 'metric' }>): number {
  return comparison === '<' ? target * 0.999 : target
}

/** What takes most of it, as fast as it has to be; what others run is as fast as it is. */
function faster(state: State, target: number, { subject }: Case): readonly Candidate[] {
  const { components } = state.model
  const budget = budgetOf(state, subject)
  const own = (budget?.terms ?? []).flatMap((term) => {
    const isOurs = term.kind === 'own' && components[term.component]!.builtin !== 'external'
    return isOurs ? [{ ...term, one: components[term.component]! }] : []
  })
  return [...own]
    .sort((a, b) => b.times * b.ms - a.times * a.ms)
    .slice(0, mostSlow)
    .flatMap(({ one, times, ms }): readonly Candidate[] => {
      const value = durationToWrite(ms - ((budget?.budgetMs ?? 0) - target) / times, 'down')
      if (value === undefined || value < ms * leastPart || value >= ms) return []
      const latency: Value = { kind: 'number', value, dimension: 'duration' }
      return [change(one, `bring ${one.name} down to ${showDuration(value)}`, { latency })]
    })
}

/** Where anything will do: what others of its kind say, then what others say, else an example. */
function usual({ model }: State, { subject }: Case, name: string): Value | undefined {
  if (subject.kind === 'edge') {
    const written = model.edges.flatMap(({ attributes }) => attributes.get(name)?.value ?? [])
    return written.find(isSaid) ?? exampleIn(edgeAttributes, name)
  }
  if (subject.kind !== 'component') return undefined
  const { builtin } = model.components[subject.component]!
  const [alike, others] = [true, false].map((isAlike) =>
    model.components
      .filter((one) => (one.builtin === builtin) === isAlike)
      .flatMap(({ attributes }) => attributes.get(name)?.value ?? [])
      .find(isSaid),
  )
  return alike ?? others ?? exampleIn(builtinKind(builtin)?.attributes ?? {}, name)
}

function isSaid(value: Value): boolean {
  return value.kind !== 'component' && !(value.kind === 'word' && value.word === 'none')
}

/** As a word, since it is what is written that is asked for; which component is meant nobody can know. */
function exampleIn(table: AttributeTable, name: string): Value | undefined {
  const type = Object.hasOwn(table, name) ? table[name] : undefined
  if (!type || namesComponents(type)) return undefined
  const some = type.kind === 'words' ? type.words.find((one) => one !== 'none') : undefined
  return word(some ?? exampleOf(name, type))
}

function namesComponents(type: AttributeType): boolean {
  if (type.kind === 'list') return namesComponents(type.of)
  return type.kind === 'either' ? type.types.some(namesComponents) : type.kind === 'component'
}

function asAsked(
  state: State,
  { subject }: Case,
  name: string,
  target: Value,
  what: string,
): readonly Candidate[] {
  if (subject.kind === 'component') {
    const one = state.model.components[subject.component]!
    return [change(one, `write ${what} on ${one.name}`, { [name]: target })]
  }
  if (subject.kind !== 'edge') return []
  const edge = state.model.edges[subject.edge]!
  return [onEdge(edge, `write ${what} on ${subject.name}`, name, target, pasteable(target))]
}
