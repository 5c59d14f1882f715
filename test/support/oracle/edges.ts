// What the declared edges and those of flows say of who hands what to whom, who writes, what is said again and
// what is in use; each by its definition, over every call of every edge.

import { componentIn, numberIn } from '#src/model/attributes.ts'
import type { Attributes, Edge, Group, Model } from '#src/model/model.ts'
import { reachable } from './closure.ts'
import { componentOf, consumes, isBroker, isContainer, isMonitor } from './containment.ts'
import { standingOf } from './copies.ts'
import { declaredLines, type Line, linesOf, reachedBy } from './ends.ts'
import { copiesTo } from './replicas.ts'

/** One edge from one component to one other, or to itself. */
interface Call {
  readonly edge: Edge
  readonly from: number
  readonly to: number
  readonly attributes: Attributes
}

export interface EdgeFacts {
  readonly producers: ReadonlyMap<number, readonly number[]>
  readonly consumers: ReadonlyMap<number, readonly number[]>
  /** `edge from to`, sorted. */
  readonly writes: readonly string[]
  readonly repeated: readonly number[]
  readonly inUse: readonly number[]
  /** What is not in use, by what edges tie together; each ascending. */
  readonly tied: readonly (readonly number[])[]
}

export function edgeFacts(model: Model): EdgeFacts {
  const declared = declaredLines(model)
  const onFlows = model.flows.flatMap(({ scope }) =>
    scope.kind === 'edges'
      ? scope.edges.flatMap((taken) => linesOf(model, model.edges[taken.edge]!, taken))
      : [],
  )
  const calls = declared.flatMap((line) => callsOf(model, line))
  const flowCalls = onFlows.flatMap((line) => callsOf(model, line))
  const brokers = model.components.filter(isBroker).map(({ id }) => id)
  const fallingBack = [...declared, ...onFlows].map(({ from, attributes }) => ({
    from,
    to: componentIn(attributes, 'fallback'),
  }))
  const sent = [...calls.filter((call) => sends(model, call)), ...fallingBack]
  const taken = [
    ...calls.filter((call) => takes(model, call)).map(({ from, to }) => ({ broker: to, by: from })),
    ...calls.filter((call) => hands(model, call)).map(({ from, to }) => ({ broker: from, by: to })),
  ]
  return {
    producers: new Map(
      brokers.map((id) => [
        id,
        sorted(sent.filter(({ from, to }) => to === id && from !== id).map(({ from }) => from)),
      ]),
    ),
    consumers: new Map(
      brokers.map((id) => [
        id,
        sorted(taken.filter(({ broker, by }) => broker === id && by !== id).map(({ by }) => by)),
      ]),
    ),
    writes: [
      ...new Set(
        [...calls, ...flowCalls]
          .filter(isWrite)
          .map((one) => `${one.edge.id} ${one.from} ${one.to}`),
      ),
    ].sort(),
    repeated: repeated(model, calls),
    inUse: inUse(model, calls, onFlows),
    tied: tied(model, calls, inUse(model, calls, onFlows)),
  }
}

function tied(
  model: Model,
  calls: readonly Call[],
  used: readonly number[],
): readonly (readonly number[])[] {
  const left = model.components.filter((one) => !isContainer(one) && !used.includes(one.id))
  const isLeft = (id: number): boolean => left.some((one) => one.id === id)
  const beside = (id: number): readonly number[] =>
    calls.flatMap(({ from, to }) => (from === id ? [to] : to === id ? [from] : [])).filter(isLeft)
  const parts = left.map(({ id }) => sorted([id, ...reachable(id, beside)]))
  return [...new Map(parts.map((part) => [part.join(), part])).values()]
}

function callsOf(model: Model, line: Line): readonly Call[] {
  const { edge, from, attributes } = line
  return reachedBy(model, line).map((to) => ({ edge, from, to, attributes }))
}

function sends(model: Model, call: Call): boolean {
  return !takes(model, call) && (!isMonitor(componentOf(model, call.from)) || alerts(model, call))
}

/** From a monitor: where its alerts go, by an edge to that itself; it watches what it has other edges to. */
function alerts(model: Model, { edge, from }: Call): boolean {
  const route = ['external', 'client', 'queue', 'topic'].includes(
    componentOf(model, edge.to).builtin,
  )
  return isMonitor(componentOf(model, from)) && route
}

function takes(model: Model, { edge, from, to, attributes }: Call): boolean {
  if (edge.arrow !== '->' || !isBroker(componentOf(model, to))) return false
  const readsAlone = above0(attributes, 'reads') && !above0(attributes, 'writes')
  return consumes(componentOf(model, from)) || readsAlone
}

function hands(model: Model, { edge, to }: Call): boolean {
  return !edge.implicit && !isMonitor(componentOf(model, to))
}

function isWrite({ edge, attributes }: Call): boolean {
  return edge.arrow !== '=>' && above0(attributes, 'writes')
}

function above0(attributes: Attributes, name: string): boolean {
  return (numberIn(attributes, name) ?? 0) > 0
}

/** Edges of which another makes every call in the same words, as needed; of two that make the same calls, the later. */
function repeated(model: Model, calls: readonly Call[]): readonly number[] {
  const toItself = ({ from, to }: Edge): readonly string[] =>
    from === to && !isContainer(componentOf(model, from)) ? [`${from} ${to}`] : []
  const made = (edge: Edge): readonly string[] => [
    ...new Set(calls.filter((one) => one.edge === edge).map(({ from, to }) => `${from} ${to}`)),
    ...toItself(edge),
  ]
  const all = model.edges
    .filter(({ arrow, from, to }) => !(arrow === '->' && from === to))
    .map((edge) => ({ edge, calls: made(edge), words: wordsOf(edge) }))
  return all
    .filter(({ calls: own }) => own.length > 0)
    .filter((one) =>
      all.some((other) => {
        if (other === one || other.words !== one.words) return false
        if (!one.calls.every((call) => other.calls.includes(call))) return false
        if (!asNeeded(model, calls, one.edge, other.edge)) return false
        return other.calls.length > one.calls.length || rank(other.edge) < rank(one.edge)
      }),
    )
    .map(({ edge }) => edge.id)
}

/** One of a choice is only like that of the same choice; a pool, a lb, a dns and a monitor go target by target. */
function asNeeded(model: Model, calls: readonly Call[], edge: Edge, other: Edge): boolean {
  const [own, others] = [edge, other].map(({ group }) => model.groups[group]!)
  const isChoice = (group: Group): boolean => group.needed !== 'all'
  if (isChoice(own!) !== isChoice(others!)) return false
  if (isChoice(own!))
    return edge.to === other.to && choiceOf(model, own!) === choiceOf(model, others!)
  if (edge.to === other.to) return true
  const callers = calls
    .filter((one) => one.edge === edge)
    .map(({ from }) => componentOf(model, from))
  if (callers.some(({ builtin }) => ['lb', 'dns', 'monitor'].includes(builtin))) return false
  const around = (id: number): readonly number[] => {
    const { parent } = componentOf(model, id)
    return parent < 0 ? [] : [parent, ...around(parent)]
  }
  const between = around(edge.to).filter((id) => id === other.to || around(id).includes(other.to))
  return between.every((id) => componentOf(model, id).builtin !== 'pool')
}

function choiceOf(model: Model, { from, arrow, needed, edges }: Group): string {
  const targets = edges.map((id) => `${model.edges[id]!.to}: ${wordsOf(model.edges[id]!)}`)
  return JSON.stringify([from, arrow, needed, targets.sort()])
}

function wordsOf({ arrow, label, attributes }: Edge): string {
  const values = [...attributes].map(([name, { value }]) => `${name}: ${JSON.stringify(value)}`)
  return JSON.stringify([arrow, label, values.sort()])
}

/** A `dlq` first, then imports, then as written. */
function rank({ implicit, own, id }: Edge): number {
  return id + (implicit ? 0 : 1e6) + (own ? 1e5 : 0)
}

function inUse(model: Model, calls: readonly Call[], onFlows: readonly Line[]): readonly number[] {
  const named = onFlows.flatMap((line) => [line.from, ...reachedBy(model, line)])
  const touched = closure(named, (id) => copiesTo(model, id))
  const clients = model.flows.flatMap(({ scope }) =>
    scope.kind === 'everything' ? [scope.client] : [],
  )
  const alerting = calls.filter((call) => alerts(model, call))
  const dead = calls.filter(({ edge, from }) => edge.implicit && touched.has(from))
  const onward = (id: number): readonly number[] => [
    ...calls.filter(({ from }) => from === id).map(({ to }) => to),
    ...calls
      .filter((call) => call.to === id && call.edge.arrow === '->' && isPolling(model, call))
      .map(({ from }) => from),
  ]
  const led = closure([...clients, ...[...alerting, ...dead].map(({ to }) => to)], onward)
  return sorted([...touched, ...led])
}

function isPolling(model: Model, { from, to }: Call): boolean {
  return consumes(componentOf(model, from)) && isBroker(componentOf(model, to))
}

function closure(
  starts: readonly number[],
  next: (id: number) => readonly number[],
): ReadonlySet<number> {
  return new Set(starts.flatMap((start) => [start, ...reachable(start, next)]))
}

/** No zone of one's copies is one of the other's; without zones, no region; with neither, unknown. */
export function lieApart(model: Model, a: number, b: number): boolean {
  const [one, other] = [placesOf(model, a), placesOf(model, b)]
  if (one.zones.length > 0 && other.zones.length > 0) {
    return !one.zones.some((zone) => other.zones.includes(zone))
  }
  if ([...one.zones, ...one.regions, ...other.zones, ...other.regions].length === 0) return false
  return !one.regions.some((region) => other.regions.includes(region))
}

function placesOf(
  model: Model,
  id: number,
): { readonly zones: readonly string[]; readonly regions: readonly string[] } {
  const { shards } = standingOf(model, componentOf(model, id))
  const places = shards.flatMap(({ copies }) => copies.flatMap(([, ...around]) => around))
  const of = (kind: string): readonly string[] =>
    places.filter((name) =>
      model.components.some((one) => one.name === name && one.builtin === kind),
    )
  return { zones: of('zone'), regions: of('region') }
}

function sorted(ids: readonly number[]): readonly number[] {
  return [...new Set(ids)].sort((a, b) => a - b)
}
