// What the numbers of a simulation rest on: inputs that stand in for what nobody wrote, inputs that are missing, and
// what could not be computed. Each is said once, whatever it bears on, with the attribute that would replace it.

import type { Facts } from '#src/analysis/facts.ts'
import { unavailabilityOf } from '#src/analysis/failure-structure.ts'
import type { Flow, Model } from '#src/model/model.ts'
import { isContainer } from '#src/model/roles.ts'
import { showAvailability } from '#src/model/show-quantity.ts'
import { componentsIn } from '#src/model/tree.ts'
import type { Assumption } from './outcome.ts'
import type { Happening } from './question.ts'

export function assumptionsOf(
  model: Model,
  facts: Facts,
  flows: readonly Flow[],
  untriedLosses: number,
): readonly Assumption[] {
  return [
    ...ofAvailability(model, facts, flows),
    ...plain([
      ...(flows.length > 0 ? ['failures are taken to be independent of each other'] : []),
      ...ofLatency(model, facts, flows),
      ...ofLoad(model, facts),
      ...facts.assumptions().map(({ message }) => message),
      ...(untriedLosses === 0
        ? []
        : [`overload was not computed for ${untriedLosses} of the losses`]),
    ]),
  ]
}

/** Where nothing but what goes on is told, no availability stands behind it. */
export function assumptionsOfState(
  model: Model,
  facts: Facts,
  flows: readonly Flow[],
  happening: Happening,
): readonly Assumption[] {
  if (happening.kind === 'scenario' && !happening.scenario.complete) return []
  const { fail, load } =
    happening.kind === 'scenario'
      ? happening.scenario
      : { fail: happening.failures, load: happening.load }
  const idle = fail.filter(({ component }) => isIdle(model, facts, component))
  const names = [...new Set(idle.map(({ component }) => model.components[component]!.name))]
  const asked = happening.kind === 'scenario' ? happening.scenario.requirements : []
  const isOfOdds = asked.some(
    ({ demand }) =>
      demand.kind === 'metric' && ['availability', 'downtime'].includes(demand.metric),
  )
  const said = plain([
    ...(names.length > 0 ? [`no flow depends on ${listed(names)}`] : []),
    ...(load === 1 ? [] : ofLoad(model, facts)),
    ...facts.assumptions().map(({ message }) => message),
  ])
  return isOfOdds ? [...ofAvailability(model, facts, flows), ...said] : said
}

/** Nothing that it takes is on a flow. */
function isIdle({ components }: Model, facts: Facts, id: number): boolean {
  const { builtin } = components[id]!
  const isPlace = builtin === 'zone' || builtin === 'region'
  if (isPlace) return facts.blasts().every(({ failure }) => failure.component !== id)
  const inside = isContainer(components[id]!) ? componentsIn(components, id) : [id]
  return inside.every((one) => facts.flowsOf(one).length === 0)
}

function plain(texts: readonly string[]): readonly Assumption[] {
  return texts.map((text) => ({ kind: 'plain', text }))
}

function ofAvailability(
  { components }: Model,
  facts: Facts,
  flows: readonly Flow[],
): readonly Assumption[] {
  const numbers = flows.map(facts.availability)
  const defaults = inOrder(numbers.flatMap((one) => one.defaults))
  const leftOut = inOrder(numbers.flatMap((one) => one.leftOut))
  const named = (ids: readonly number[]): string => listed(ids.map((id) => components[id]!.name))
  const alike = Map.groupBy(defaults, (id) =>
    showAvailability(unavailabilityOf(components[id]!).value, 3),
  )
  const values = [...alike].map(([value, ids]) => `${value} for ${named(ids)}`)
  return [
    ...(values.length > 0
      ? [
          `by default of their kind, the availability: ${values.join('; ')}; write availability to replace it`,
        ]
      : []),
    ...(leftOut.length > 0
      ? [`taken never to fail: ${named(leftOut)}; write availability to count them`]
      : []),
  ].map((text) => ({ kind: 'default', text }))
}

function ofLatency({ components }: Model, facts: Facts, flows: readonly Flow[]): readonly string[] {
  const times = flows.map(facts.latency).filter(({ path }) => path.length > 0)
  const unknown = inOrder(times.flatMap((one) => one.unknown))
  if (times.length > 0 && times.every(({ atLeast, budgetMs }) => atLeast && budgetMs === 0)) {
    return ['nothing says how long it takes, so that no flow has a time; write latency']
  }
  const edges = times.reduce((most, one) => Math.max(most, one.edgesWithoutLatency), 0)
  const names = listed(unknown.map((id) => components[id]!.name))
  return [
    ...(unknown.length > 0
      ? [`not known is the latency of ${names}, so that some times are "at least"; write latency`]
      : []),
    ...(edges > 0
      ? ['calls that say no latency of their own count as 0 ms; write it on the edge']
      : []),
  ]
}

function ofLoad({ components }: Model, facts: Facts): readonly string[] {
  if (!facts.hasDemand()) {
    return [
      'nothing says how much is asked for, so that nothing is ever too full; write users and requests, or rps, on a client',
    ]
  }
  const used = facts.saturations()
  const silent = components.filter(({ id, builtin }) => {
    const load = facts.load(id)
    const isAsked = load !== undefined && (load.peak.total > 0 || load.isAtLeast)
    return isAsked && builtin !== 'client' && facts.utilization(id) === undefined
  })
  const names = listed(silent.map(({ name }) => name))
  if (used.length === 0)
    return ['nothing says how much it can do, so that nothing is ever too full; write capacity']
  const reads = used.filter(({ load }) => load.countsAsReads)
  const stores = listed(reads.map(({ component }) => components[component]!.name))
  return [
    ...(names === '' ? [] : [`taken never to be too full: ${names}; write capacity to count them`]),
    ...(stores === ''
      ? []
      : [
          `calls to ${stores} that say neither reads nor writes count as reads; write reads and writes`,
        ]),
  ]
}

const mostNamed = 12

function listed(names: readonly string[]): string {
  const rest = names.length - mostNamed
  return rest > 1 ? `${names.slice(0, mostNamed).join(', ')} and ${rest} more` : names.join(', ')
}

function inOrder(ids: readonly number[]): readonly number[] {
  return [...new Set(ids)].sort((a, b) => a - b)
}
