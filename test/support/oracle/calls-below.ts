// Oracles of timeouts and retries: what each call of a flow may have to wait for below it, and the most tries at the
// end of any way, by looking at every pair of calls and every way. They take the model alone.

import { numberIn, wordIn } from '#src/model/attributes.ts'
import type { Flow, Model } from '#src/model/model.ts'
import { reachable } from './closure.ts'
import { componentOf } from './containment.ts'
import { declaredLines, type Line, reachedBy } from './ends.ts'
import { flowLines } from './flows.ts'
import { isCall, timesOf } from './latency-calls.ts'
import { isFree } from './needs.ts'

/** `edge callee: timeout < what it may take`, one line for each call that is too short. */
export function expectedShort(model: Model, flow: Flow): readonly string[] {
  const calls = callsOf(model, flow)
  const found = calls.flatMap((line) => {
    const timeout = numberIn(line.attributes, 'timeout')
    if (timeout === undefined) return []
    return reachedBy(model, line).flatMap((callee) => {
      const own = numberIn(componentOf(model, callee).attributes, 'latency')
      const below = pastDns(model, calls, callee).map(waitOf)
      if (isDns(model, callee) || own === undefined || Math.max(...below, 0) === 0) return []
      const wait = own + Math.max(...below)
      return timeout < wait - 1e-9
        ? [`${line.edge.id} ${line.from} ${callee}: ${timeout} < ${wait.toPrecision(9)}`]
        : []
    })
  })
  return [...new Set(found)].sort()
}

/** The most tries at the end of a way for one at its beginning. */
export function expectedTries(model: Model, flow: Flow): number {
  const calls = callsOf(model, flow).filter((line) => !isFree(model, line))
  const led = ledTo(model)
  const hops = calls
    .filter(({ from }) => flow.scope.kind === 'edges' || led.has(from))
    .flatMap((line) => reachedBy(model, line).map((to) => ({ line, from: line.from, to })))
  const after = (id: number): readonly number[] =>
    hops.filter(({ from }) => from === id).map(({ to }) => to)
  const reached = new Map(model.components.map(({ id }) => [id, reachable(id, after)]))
  const most = (id: number, passed: readonly number[]): number =>
    Math.max(
      1,
      ...hops
        .filter(({ from, to }) => from === id && !passed.includes(to))
        .map(({ line, from, to }) => {
          const isCircle = reached.get(to)!.has(from)
          const tries = isCircle || isDns(model, to) ? 1 : triesOf(line)
          return tries * most(to, [...passed, id])
        }),
    )
  return Math.max(1, ...model.components.map(({ id }) => most(id, [])))
}

function callsOf(model: Model, flow: Flow): readonly Line[] {
  return flowLines(model, flow).filter((line) => isCall(model, line) && timesOf(line) > 0)
}

/** What the clients of implicit flows lead to along declared edges, whatever the arrow. */
function ledTo(model: Model): ReadonlySet<number> {
  const clients = model.flows.flatMap(({ scope }) =>
    scope.kind === 'everything' ? [scope.client] : [],
  )
  const lines = declaredLines(model)
  const after = (id: number): readonly number[] =>
    lines.filter(({ from }) => from === id).flatMap((line) => reachedBy(model, line))
  return new Set(clients.flatMap((client) => [client, ...reachable(client, after)]))
}

function isDns(model: Model, id: number): boolean {
  return componentOf(model, id).builtin === 'dns'
}

/** Its calls, with those of every dns that it reaches through others. */
function pastDns(model: Model, calls: readonly Line[], id: number): readonly Line[] {
  const names = reachable(id, (at) =>
    calls
      .filter((line) => line.from === at)
      .flatMap((line) => reachedBy(model, line))
      .filter((to) => isDns(model, to)),
  )
  return calls
    .filter((line) => line.from === id || names.has(line.from))
    .filter((line) => !reachedBy(model, line).every((to) => isDns(model, to)))
}

function waitOf({ attributes }: Line): number {
  const retries = numberIn(attributes, 'retries') ?? 0
  return (numberIn(attributes, 'timeout') ?? 0) * (1 + retries)
}

function triesOf({ attributes }: Line): number {
  if (wordIn(attributes, 'breaker') === 'yes') return 1
  return 1 + (numberIn(attributes, 'retries') ?? 0)
}
