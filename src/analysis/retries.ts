// How retries multiply along the calls of one flow: each layer tries again what the layer below has tried again,
// so the tries at the end of a way are the product of those on it. Needed calls alone count; one with a breaker
// stops that, and within a circle nothing is multiplied, since a way has no length there. O(flow) for each flow.

import { digraph } from '#src/graph/digraph.ts'
import { strongComponents } from '#src/graph/strong-components.ts'
import { numberIn, wordIn } from '#src/model/attributes.ts'
import type { Attributes, Flow } from '#src/model/model.ts'
import type { RetryHop, RetryPath } from './latency-facts.ts'
import { type Callers, type WaitedCalls, waitedCalls } from './waited-calls.ts'
import type { Walks } from './walks.ts'

export function retryPaths(callers: Callers, walks: Walks): readonly RetryPath[] {
  const { edges, flows } = callers.system.model
  const retries = ({ attributes }: { readonly attributes: Attributes }): boolean =>
    attributes.has('retries')
  const retriesOn = ({ scope }: Flow): boolean =>
    scope.kind === 'edges' && scope.edges.some(retries)
  if (!edges.some(retries) && !flows.some(retriesOn)) return []
  const isImplicit = ({ scope }: Flow): boolean => scope.kind === 'everything'
  const found: RetryPath[] = flows
    .filter((flow) => !isImplicit(flow))
    .flatMap((flow) => worstOn(callers, flow).map((path) => ({ ...path, flows: [flow] })))
  // All implicit flows take the same edges, each those that its client leads to.
  const clients = flows.flatMap(({ scope }) => (scope.kind === 'everything' ? [scope.client] : []))
  const reached = new Set(clients)
  for (const id of reached) for (const { to } of walks.edgesOf(id)) reached.add(to)
  const [implicit] = flows.filter(isImplicit)
  for (const path of implicit ? worstOn(callers, implicit, reached) : []) {
    const taking = walks.flowsOf(path.hops[0]!.from).filter(isImplicit)
    found.push({ ...path, flows: taking })
  }
  return together(found)
}

/** The way of the most tries, of calls from `among` where it is given; none where nothing is tried twice. */
function worstOn(
  callers: Callers,
  flow: Flow,
  among?: ReadonlySet<number>,
): readonly Omit<RetryPath, 'flows'>[] {
  const all = hopsOf(callers, waitedCalls(callers, flow))
  const hops = among ? all.filter(({ from }) => among.has(from)) : all
  const places = new Map<number, number>()
  const place = (id: number): number => {
    const known = places.get(id)
    if (known !== undefined) return known
    places.set(id, places.size)
    return places.size - 1
  }
  const from = hops.map((hop) => place(hop.from))
  const to = hops.map((hop) => place(hop.to))
  const { of, count } = strongComponents(digraph(places.size, from, to))
  const most = new Float64Array(count).fill(1)
  const cameBy = new Int32Array(count).fill(-1)
  // Numbers fall along hops, so a round is complete when the hops out of it are looked at.
  const order = hops.map((_, hop) => hop).sort((a, b) => of[from[b]!]! - of[from[a]!]! || a - b)
  for (const hop of order) {
    const [above, below] = [of[from[hop]!]!, of[to[hop]!]!]
    const attempts = Math.min(most[above]! * hops[hop]!.attempts, Number.MAX_VALUE)
    if (above === below || attempts <= most[below]!) continue
    most[below] = attempts
    cameBy[below] = hop
  }
  let worst = 0
  for (let round = 1; round < count; round++) if (most[round]! > most[worst]!) worst = round
  if (count === 0 || most[worst]! === 1) return []
  const way: RetryHop[] = []
  for (let hop = cameBy[worst]!; hop !== -1; hop = cameBy[of[from[hop]!]!]!) way.push(hops[hop]!)
  return [{ attempts: most[worst]!, hops: way.reverse().filter(({ attempts }) => attempts > 1) }]
}

/** Needed calls; the one into a dns is none, since its edges are its caller's. */
function hopsOf({ system, freedom }: Callers, waits: WaitedCalls): readonly RetryHop[] {
  const { components } = system.model
  const hops: RetryHop[] = []
  for (const caller of waits.callers) {
    for (const { edge, targets } of waits
      .of(caller)
      .flatMap(({ alternatives }) => alternatives.flat())) {
      if (freedom.isFree(edge)) continue
      for (const to of targets) {
        const attempts = components[to]!.builtin === 'dns' ? 1 : attemptsOf(edge.attributes)
        hops.push({ edge: edge.edge, from: caller, to, attempts })
      }
    }
  }
  return hops.sort((a, b) => a.edge.id - b.edge.id || a.from - b.from || a.to - b.to)
}

/** Retries without a limit are no number, and count as none. */
function attemptsOf(attributes: Attributes): number {
  if (wordIn(attributes, 'breaker') === 'yes') return 1
  return 1 + (numberIn(attributes, 'retries') ?? 0)
}

function together(found: readonly RetryPath[]): readonly RetryPath[] {
  const key = ({ hops }: RetryPath): string =>
    hops.map(({ edge, from, to, attempts }) => `${edge.id} ${from} ${to} ${attempts}`).join(', ')
  return [...Map.groupBy(found, key).values()].map((same) => ({
    ...same[0]!,
    flows: same.flatMap(({ flows }) => flows),
  }))
}
