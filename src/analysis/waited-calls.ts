// What each component of a flow waits for: its calls, each with how often it is made and what the network adds.
// Calls between which a request chooses (`|`, `k of`, what a lb or dns spreads over, members of a pool) stand as
// alternatives. Optional calls and caches beside a store are waited for like others; messages, copies, and edges
// into clients and monitors are not, but for the first hops of a flow that begins with a message.

import { componentIn, numberIn, wordIn } from '#src/model/attributes.ts'
import type { Attributes, Flow } from '#src/model/model.ts'
import { isBroker, isContainer } from '#src/model/roles.ts'
import { flowOut, type RunEdge, type System } from './calls.ts'
import type { Freedom } from './shielded.ts'
import { spreadKey } from './spread-key.ts'

/** An edge to one target, made so many times. */
export interface Step {
  readonly edge: RunEdge
  /** One component, or the members of a pool, of which any one answers. */
  readonly targets: readonly number[]
  /** Calls for one request, rounded up; at least 1. */
  readonly calls: number
  /** How often its time counts: once where its calls are made at the same time, else `calls`. */
  readonly times: number
  readonly networkMs: number
  /** Of a call without which the caller goes on, where it says after how long. */
  readonly givingUp?: GivingUp
}

export interface GivingUp {
  /** Of one try. */
  readonly timeoutMs: number
  readonly tries: number
  /** What is asked then: a fallback, of a pool any member, of another container each entry. */
  readonly instead: readonly (readonly number[])[]
}

/** Of the alternatives a request takes one; all steps of an alternative are made. */
export interface Choice {
  readonly alternatives: readonly (readonly Step[])[]
  /** Made together with the caller's other choices of that sort. */
  readonly atOnce: boolean
}

export interface WaitedCalls {
  /** Components that call, in no order that means anything. */
  readonly callers: Iterable<number>
  /** What the component waits for to answer one request. */
  of(component: number): readonly Choice[]
  /** Undefined for a start whose first hops are its calls. */
  firstHops(start: number): readonly Choice[] | undefined
}

export interface Callers {
  readonly system: System
  readonly freedom: Freedom
}

export function waitedCalls(callers: Callers, flow: Flow): WaitedCalls {
  const { system } = callers
  const { scope } = flow
  const out = scope.kind === 'edges' ? flowOut(system, scope.edges) : undefined
  const edgesOf = (id: number): readonly RunEdge[] =>
    out ? (out.get(id) ?? []) : (system.out[id] ?? [])
  const known = new Map<number, readonly Choice[]>()
  return {
    callers: out ? out.keys() : system.out.keys(),
    of(component) {
      let choices = known.get(component)
      if (!choices) {
        choices = choicesOf(callers, callsAmong(system, edgesOf(component)))
        known.set(component, choices)
      }
      return choices
    },
    firstHops(start) {
      const calls = callsAmong(system, edgesOf(start))
      const broker = isBroker(system.model.components[start]!)
      if (!broker && calls.length > 0) return undefined
      const sent = edgesOf(start).filter(
        (edge) => !system.isConsumption(edge) && isAnswered(system, edge),
      )
      const taken = broker && out ? takenFrom(system, start, out) : []
      // Nobody waits for one message before the next is sent.
      return [...choicesOf(callers, sent).map(madeAtOnce), ...taken]
    },
  }
}

function madeAtOnce({ alternatives }: Choice): Choice {
  const once = alternatives.map((steps) => steps.map((step) => ({ ...step, times: 1 })))
  return { alternatives: once, atOnce: true }
}

/** Calls for one request, whole: reads and writes where either is written, else `calls`, else 1. */
export function callsOf(attributes: Attributes): number {
  const [reads, writes] = readsAndWrites(attributes)
  const calls = reads + writes
  // 1.1 + 2.2 reads and writes are 3.3, not a little more.
  return Math.ceil(Number(Math.min(calls, Number.MAX_VALUE).toPrecision(12)))
}

/** For one request; a call that says neither reads. */
export function readsAndWrites(attributes: Attributes): readonly [reads: number, writes: number] {
  const reads = numberIn(attributes, 'reads')
  const writes = numberIn(attributes, 'writes')
  if (reads === undefined && writes === undefined) return [numberIn(attributes, 'calls') ?? 1, 0]
  return [reads ?? 0, writes ?? 0]
}

export function isParallel({ attributes }: RunEdge): boolean {
  return wordIn(attributes, 'parallel') === 'yes'
}

/** Calls of one component in the middle of a flow; what leaves a broker is taken by others. */
function callsAmong(system: System, edges: readonly RunEdge[]): readonly RunEdge[] {
  const { components } = system.model
  return edges.filter(
    (edge) =>
      edge.arrow === '->' &&
      !isBroker(components[edge.from]!) &&
      !system.isConsumption(edge) &&
      isAnswered(system, edge),
  )
}

/** To watch is no call, and no client is waited for. */
function isAnswered(system: System, { from, to }: RunEdge): boolean {
  const { components } = system.model
  const { builtin } = components[to]!
  return builtin !== 'client' && builtin !== 'monitor' && components[from]!.builtin !== 'monitor'
}

/** Rules 1 and 2: single calls, and those of which a request takes one. */
function choicesOf(callers: Callers, edges: readonly RunEdge[]): readonly Choice[] {
  const groups = [...Map.groupBy(edges, ({ edge }) => edge.group).values()]
  const keyed = groups.flatMap((group) => keysOf(callers, group))
  return [...Map.groupBy(keyed, ({ key }) => key).values()].flatMap(
    (together): readonly Choice[] => {
      const chosen = together.map(({ edge }) => edge)
      const each = [...Map.groupBy(chosen, ({ edge }) => edge.id).values()]
      const goesOn = chosen.every(callers.freedom.isFree)
      const alternatives = each.map((same) =>
        same.flatMap((edge) => stepsOf(callers.system, edge, goesOn ? 'goes on' : 'needs one')),
      )
      const atOnce = chosen.every(isParallel)
      // Calls of one edge to several entries of a container are calls of their own.
      const [only] = alternatives
      if (alternatives.length > 1) return [{ alternatives, atOnce }]
      return (only ?? []).map((step) => ({ alternatives: [[step]], atOnce }))
    },
  )
}

/** Edges of one group; those with the same key are one choice. */
function keysOf(
  { system, freedom }: Callers,
  group: readonly RunEdge[],
): readonly { readonly key: string; readonly edge: RunEdge }[] {
  const [first] = group
  const { id, needed } = system.model.groups[first!.edge.group]!
  const { builtin } = system.model.components[first!.from]!
  const spreads = (builtin === 'lb' || builtin === 'dns') && first!.arrow === '->'
  const spread = (edge: RunEdge): string => `spread ${spreadKey(system, edge)}`
  const isFree = (edge: RunEdge): boolean => freedom.isFree(edge)
  if (needed === 'all') {
    return group.map((edge, index) => ({
      key: spreads && !isFree(edge) ? spread(edge) : `single ${id} ${index}`,
      edge,
    }))
  }
  // As it is needed: a choice of one sort joins what else is spread over.
  const joins =
    spreads && needed === 1 && new Set(group.map(spread)).size === 1 && !group.every(isFree)
  return group.map((edge) => ({ key: joins ? spread(edge) : `group ${id}`, edge }))
}

function stepsOf(system: System, edge: RunEdge, caller: 'goes on' | 'needs one'): readonly Step[] {
  const calls = callsOf(edge.attributes)
  if (calls === 0) return []
  const times = isParallel(edge) ? 1 : calls
  const networkMs = numberIn(edge.attributes, 'latency') ?? 0
  const givingUp = givingUpOn(system, edge, caller)
  const step = { edge, calls, times, networkMs, ...(givingUp ? { givingUp } : {}) }
  return targetsOf(system, edge.to).map((targets) => ({ ...step, targets }))
}

/** Undefined where the caller waits to the end: without a timeout, with tries without end, where it needs the answer. */
function givingUpOn(
  system: System,
  { arrow, from, attributes }: RunEdge,
  caller: 'goes on' | 'needs one',
): GivingUp | undefined {
  const timeoutMs = numberIn(attributes, 'timeout')
  const fallback = componentIn(attributes, 'fallback')
  if (arrow !== '->' || isBroker(system.model.components[from]!)) return undefined
  if (timeoutMs === undefined) return undefined
  if (wordIn(attributes, 'retries') === 'unlimited') return undefined
  if (caller === 'needs one' && fallback === undefined) return undefined
  return {
    timeoutMs,
    tries: 1 + (numberIn(attributes, 'retries') ?? 0),
    instead: fallback === undefined ? [] : othersIn(targetsOf(system, fallback), from),
  }
}

/** Nobody falls back to itself. */
function othersIn(
  places: readonly (readonly number[])[],
  caller: number,
): readonly (readonly number[])[] {
  return places
    .map((targets) => targets.filter((one) => one !== caller))
    .filter((targets) => targets.length > 0)
}

/** Rule 8: each entry of a container by itself; of a pool any member. */
function targetsOf(system: System, to: number): readonly (readonly number[])[] {
  const target = system.model.components[to]!
  if (!isContainer(target)) return [[to]]
  if (target.builtin !== 'pool')
    return (system.entries.get(to) ?? []).flatMap((entry) => targetsOf(system, entry))
  const members = system.membersOf(to)
  return members.length > 0 ? [members] : []
}

/** What takes work from the broker by calling it: each declared edge, of a pool any member. */
function takenFrom(
  system: System,
  broker: number,
  out: ReadonlyMap<number, readonly RunEdge[]>,
): readonly Choice[] {
  const taking = [...out.values()]
    .flat()
    .filter((edge) => edge.to === broker && system.isConsumption(edge))
  return [...Map.groupBy(taking, ({ edge }) => edge.id).values()].flatMap((edges) => {
    const steps = edges.map((edge): readonly Step[] => {
      const networkMs = numberIn(edge.attributes, 'latency') ?? 0
      return [{ edge, targets: [edge.from], calls: 1, times: 1, networkMs }]
    })
    const isPool = system.model.components[edges[0]!.edge.from]!.builtin === 'pool'
    return isPool
      ? [{ alternatives: steps, atOnce: true }]
      : steps.map((step) => ({ alternatives: [step], atOnce: true }))
  })
}
