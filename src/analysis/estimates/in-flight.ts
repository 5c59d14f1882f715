// How many requests are under way at once, at peak: those that arrive in a second times the seconds that each takes,
// with all that it waits for (J. D. C. Little, A Proof for the Queuing Formula L = λW, 1961). Times are the budgets that
// are written, so that the number is a safe one.

import type { WholeTime } from '#src/analysis/latency-facts.ts'
import type { FlowLoad } from '#src/analysis/load-facts.ts'
import { memo, once } from '#src/analysis/once.ts'
import type { Component, Flow } from '#src/model/model.ts'
import { isBroker, isContainer } from '#src/model/roles.ts'
import { showDuration, showNumber, showRate } from '#src/model/show-quantity.ts'
import {
  type Bound,
  boundOf,
  type Entry,
  finite,
  type Line,
  line,
  ofComponent,
  type Subject,
  together,
} from './estimate.ts'
import type { Situation } from './situation.ts'
import { sumText, type Term } from './words.ts'

export interface InFlight {
  /** At a component, or for a client all that it asks for. */
  at(component: Component): Iterable<Entry>
  /** What begins with the flow. */
  on(flow: Flow): Iterable<Line>
  /** All that begins anywhere. */
  inAll(): Line | undefined
}

export function inFlight(situation: Situation): InFlight {
  const partsOf = memo((id: number) => situation.loads.load(id)?.byFlow() ?? [])
  const times = once(() => timesIn(situation, partsOf))
  const beginning = (flow: Flow): readonly Part[] =>
    situation.facts.startsOf(flow).flatMap((start) =>
      situation
        .begunAt(start)
        .filter((one) => one.flow === flow)
        .map(({ rate }) => ({ rate: rate.peak, flow, time: times()(flow).get(start) })),
    )
  return {
    *at(component) {
      const { id, builtin } = component
      if (builtin === 'client') {
        const parts = situation.begunAt(id).map(({ flow, rate }) => ({
          rate: rate.peak,
          flow,
          time: times()(flow).get(id),
        }))
        yield* known(lineOf(ofComponent(id), parts, 'exact'))
        return
      }
      if (!isServing(component)) return
      const load = situation.loads.load(id)
      if (!load || load.isUnbounded || load.peak.total === 0) return
      if (!component.attributes.has('latency')) {
        yield { kind: 'lack', text: 'requests in flight need `latency`', name: component.name }
      }
      const parts = partsOf(id).map(({ flows, peak }) => {
        const flow = flows[0]!
        return { rate: peak, flow, time: times()(flow).get(id) }
      })
      yield* known(lineOf(ofComponent(id), parts, boundOf(load)))
    },
    *on(flow) {
      yield* known(lineOf({ kind: 'flow', flow }, beginning(flow), 'exact'))
    },
    inAll() {
      const parts = situation.model.flows.flatMap(beginning)
      return lineOf({ kind: 'system' }, parts, 'exact')
    },
  }
}

interface Part {
  readonly rate: number
  readonly flow: Flow
  readonly time: WholeTime | undefined
}

function known(found: Line | undefined): readonly Line[] {
  return found ? [found] : []
}

/** Undefined where no time is known. */
function lineOf(of: Subject, parts: readonly Part[], bound: Bound): Line | undefined {
  const timed = parts.filter(({ rate, time }) => rate > 0 && time && time.ms > 0)
  if (timed.length === 0) return undefined
  const isOpen = parts.some(({ rate, time }) => rate > 0 && (!time || time.atLeast))
  const alike = Map.groupBy(timed, ({ time }) => time!.ms)
  const terms = [...alike].map(([ms, same]): Term => {
    const rate = same.reduce((sum, one) => finite(sum + one.rate), 0)
    return { amount: finite(rate * (ms / 1000)), text: `${showRate(rate)} × ${showDuration(ms)}` }
  })
  const value = terms.reduce((sum, { amount }) => finite(sum + amount), 0)
  const text = sumText(terms, showNumber, '')
  return line(of, 'in-flight', value, text, together([bound, isOpen ? 'at-least' : 'exact']))
}

/** What holds a request while it works on it. */
function isServing(component: Component): boolean {
  if (isContainer(component) || isBroker(component)) return false
  return !['client', 'monitor', 'dns', 'scheduler'].includes(component.builtin)
}

/** By flow, for all that its requests arrive at or begin at; implicit flows take the same edges and are one. */
function timesIn(
  { model, facts, begunAt }: Situation,
  partsOf: (component: number) => readonly FlowLoad[],
) {
  const stand = model.flows.find(({ scope }) => scope.kind === 'everything')
  const standFor = (flow: Flow): Flow => (flow.scope.kind === 'everything' ? (stand ?? flow) : flow)
  const met = new Map<Flow, Set<number>>()
  const meet = (flow: Flow, id: number): void => {
    const ids = met.get(standFor(flow)) ?? new Set()
    met.set(standFor(flow), ids.add(id))
  }
  for (const { id } of model.components) {
    for (const { flow } of begunAt(id)) meet(flow, id)
    for (const { flows } of partsOf(id)) meet(flows[0]!, id)
  }
  const times = new Map([...met].map(([flow, ids]) => [flow, facts.timesOn(flow, [...ids])]))
  return (flow: Flow): ReadonlyMap<number, WholeTime> => times.get(standFor(flow)) ?? new Map()
}
