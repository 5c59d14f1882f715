// How many requests are under way at once, at peak: those that arrive in a second times the seconds that each takes on
// average, with all that it waits for, so that a caller has its own and those that it waits for (J. D. C. Little,
// A Proof for the Queuing Formula L = λW, 1961). Times are those that are written.

import type { Beginning } from '#src/analysis/demand.ts'
import { memo, once } from '#src/analysis/once.ts'
import type { Component, Flow } from '#src/model/model.ts'
import { isBroker, isContainer } from '#src/model/roles.ts'
import { showDuration, showNumber, showRate } from '#src/model/show-quantity.ts'
import type { Layer, MeanTime } from './call-times.ts'
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
import { type MeanTimes, meanTimes } from './mean-times.ts'
import { isOutside, type Situation } from './situation.ts'
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
  const layers = once(() => layersOf(situation))
  const ofBegun = ({ flow, start, rate }: Beginning): Part => {
    const layer = layers().find(({ flows }) => flows.includes(flow))!
    return { rate: rate.peak, time: layer.times().beginning(start) }
  }
  const beginning = (flow: Flow): readonly Part[] =>
    situation.facts.startsOf(flow).flatMap((start) =>
      situation
        .begunAt(start)
        .filter((one) => one.flow === flow)
        .map(ofBegun),
    )
  return {
    *at(component) {
      const { id, builtin } = component
      const of = ofComponent(id)
      if (builtin === 'client') {
        yield* known(situation, of, situation.begunAt(id).map(ofBegun), 'exact')
        return
      }
      if (!isServing(component)) return
      const load = situation.loads.load(id)
      if (!load || load.isUnbounded || load.peak.total === 0) return
      if (!component.attributes.has('latency')) {
        yield { kind: 'lack', text: 'requests in flight need `latency`', name: component.name }
      }
      yield* known(situation, of, partsAt(situation, layers(), component), boundOf(load))
    },
    *on(flow) {
      yield* known(situation, { kind: 'flow', flow }, beginning(flow), 'exact', 'whole')
    },
    inAll() {
      const parts = situation.model.flows.flatMap(beginning)
      return known(situation, { kind: 'system' }, parts, 'exact', 'whole')[0]
    },
  }
}

interface Part {
  readonly rate: number
  readonly time: MeanTime
}

interface TimedLayer extends Layer {
  readonly times: () => MeanTimes
}

/** Implicit flows take the same edges and are one. */
function layersOf(situation: Situation): readonly TimedLayer[] {
  const { model, loads, facts, begunAt } = situation
  const groups = Map.groupBy(model.flows, (flow) =>
    flow.scope.kind === 'everything' ? 'everything' : flow.id,
  )
  const layerOf = new Map([...groups.values()].flatMap((flows) => flows.map((one) => [one, flows])))
  const carriedBy = Map.groupBy(loads.carried(), ({ flows }) => layerOf.get(flows[0]!))
  return [...groups.values()].map((flows) => {
    const carried = carriedBy.get(flows) ?? []
    const begun = memo((id: number) =>
      begunAt(id)
        .filter(({ flow }) => flows.includes(flow))
        .reduce((sum, { rate }) => finite(sum + rate.peak), 0),
    )
    const met = () => {
      const starting = model.components.filter(({ id }) => begun(id) > 0).map(({ id }) => id)
      return new Set([...starting, ...carried.flatMap(({ from, to }) => [from, to])])
    }
    const layer: Layer = {
      flows,
      carried,
      begunAt: begun,
      budgets: once(() => facts.timesOn(flows[0]!, [...met()])),
    }
    return { ...layer, times: once(() => meanTimes(situation, layer)) }
  })
}

/** What arrives, and what begins there; what begins outside is sent by it. */
function partsAt(
  { begunAt }: Situation,
  layers: readonly TimedLayer[],
  component: Component,
): readonly Part[] {
  const { id } = component
  return layers.flatMap((layer): readonly Part[] => {
    const begun = layer.begunAt(id)
    const all = layer.times().rate(id)
    if (all === 0) return []
    const arrived = { rate: Math.max(0, all - begun), time: layer.times().arriving(id) }
    if (begun === 0 || isOutside(component) || begunAt(id).length === 0) return [arrived]
    return [{ rate: begun, time: layer.times().beginning(id) }, arrived]
  })
}

/** None where no time is known. */
function known(
  situation: Situation,
  of: Subject,
  parts: readonly Part[],
  bound: Bound,
  as: 'whole' | 'apart' = 'apart',
): readonly Line[] {
  const timed = parts.filter(({ rate, time }) => rate > 0 && time.highMs > 0)
  if (timed.length === 0) return []
  const counted = parts.filter(({ rate }) => rate > 0)
  const isOpen = counted.some(({ time }) => time.isOpen)
  const isLess = counted.some(({ time }) => time.isGuessed || time.lowMs < time.highMs * (1 - 1e-9))
  const value = timed.reduce(
    (sum, { rate, time }) => finite(sum + inFlightOf(rate, time.highMs)),
    0,
  )
  const terms = as === 'whole' ? wholeTerms(timed) : apartTerms(situation, timed)
  const whole = together([bound, isOpen ? 'at-least' : 'exact', isLess ? 'at-most' : 'exact'])
  return [line(of, 'in-flight', value, sumText(terms, showNumber, ''), whole)]
}

function inFlightOf(ratePerSecond: number, ms: number): number {
  return finite(ratePerSecond * (ms / 1000))
}

function wholeTerms(parts: readonly Part[]): readonly Term[] {
  const alike = Map.groupBy(parts, ({ time }) => Number(time.highMs.toPrecision(12)))
  return [...alike].map(([ms, same]) =>
    termOf(
      same.reduce((sum, { rate }) => finite(sum + rate), 0),
      ms,
    ),
  )
}

/** Its own time, and that of the calls of each target; whole where these do not add up. */
function apartTerms({ model }: Situation, parts: readonly Part[]): readonly Term[] {
  const adding = parts.filter(({ time }) => time.calls !== undefined)
  const others = parts.filter(({ time }) => time.calls === undefined)
  const own = adding.map((part) => ({ ...part, time: { ...part.time, highMs: part.time.ownMs } }))
  const calls = adding.flatMap(({ rate, time }) =>
    time.calls!.map(({ to, times, ms }) => ({ to, rate: finite(rate * times), ms })),
  )
  const byTarget = [...Map.groupBy(calls, ({ to }) => to)].map(([to, same]): Term => {
    const rate = same.reduce((sum, one) => finite(sum + one.rate), 0)
    const amount = same.reduce((sum, one) => finite(sum + inFlightOf(one.rate, one.ms)), 0)
    return termOf(rate, rate > 0 ? (amount / rate) * 1000 : 0, ` ${model.components[to]!.name}`)
  })
  return [...wholeTerms(own), ...byTarget, ...wholeTerms(others)]
}

function termOf(rate: number, ms: number, name = ''): Term {
  return { amount: inFlightOf(rate, ms), text: `${showRate(rate)}${name} × ${showDuration(ms)}` }
}

/** What holds a request while it works on it. */
function isServing(component: Component): boolean {
  if (isContainer(component) || isBroker(component)) return false
  return !['client', 'monitor', 'dns', 'scheduler'].includes(component.builtin)
}
