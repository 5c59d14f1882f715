// How much begins where: a client's requests, shared by its flows, and the rates of flows that begin elsewhere. A
// flow that begins elsewhere without a rate takes what others bring to its start. Where a client says nothing of how
// much it asks, what it leads to is asked for more than is known.

import { numberIn } from '#src/model/attributes.ts'
import type { Component, Flow, Model } from '#src/model/model.ts'
import { askedMean, rateOfFlow } from '#src/model/shares.ts'
import type { System } from './calls.ts'
import { startsOf } from './starts.ts'

/** Requests per second, on average and at the busiest. */
export interface Rate {
  readonly mean: number
  readonly peak: number
}

export interface Demand {
  /** By flow and start; of implicit flows too. */
  readonly begun: readonly Beginning[]
  /** Starts where nothing says how much begins. */
  readonly silent: readonly { readonly flow: Flow; readonly start: number }[]
  /** Starts that take what others bring there, with the part that the flow takes of it. */
  readonly taking: readonly Taking[]
}

export interface Beginning {
  readonly flow: Flow
  readonly start: number
  readonly rate: Rate
}

export interface Taking {
  readonly flow: Flow
  readonly start: number
}

/** What a client asks for on average; undefined where it does not say. */
export function clientRate({ attributes }: Component): Rate | undefined {
  const mean = askedMean({ attributes })
  if (mean === undefined) return undefined
  return { mean, peak: mean * (numberIn(attributes, 'peak') ?? 1) }
}

/** Whether anything in the model says how much begins somewhere. */
export function hasDemand({ components, flows }: Model): boolean {
  return (
    flows.some(({ attributes }) => numberIn(attributes, 'rate') !== undefined) ||
    components.some((one) => one.builtin === 'client' && clientRate(one) !== undefined)
  )
}

export function demandOf(system: System): Demand {
  const { components, flows } = system.model
  const starts = new Map(flows.map((flow) => [flow, startsOf(system, flow)]))
  const isClient = (id: number): boolean => components[id]!.builtin === 'client'
  const begun: Beginning[] = []
  const silent: { flow: Flow; start: number }[] = []
  const taking: Taking[] = []
  const byClient = new Map<number, Flow[]>()
  for (const [flow, ids] of starts) {
    for (const id of ids.filter(isClient)) {
      const known = byClient.get(id)
      if (known) known.push(flow)
      else byClient.set(id, [flow])
    }
    const others = ids.filter((id) => !isClient(id))
    const rate = others.length < ids.length ? undefined : numberIn(flow.attributes, 'rate')
    for (const start of others) {
      if (rate === undefined) taking.push({ flow, start })
      else
        begun.push({
          flow,
          start,
          rate: { mean: rate / others.length, peak: rate / others.length },
        })
    }
  }
  const rates = new Map(
    [...starts].map(([flow, ids]) => [
      flow,
      rateOfFlow(
        flow,
        ids.filter(isClient).map((id) => components[id]!),
      )?.byClient,
    ]),
  )
  for (const [client, own] of byClient) {
    const whole = clientRate(components[client]!)
    const parts = partsOf(own, (flow) => {
      const rate = rates.get(flow)?.get(client)
      return rate === undefined ? undefined : whole && whole.mean > 0 ? rate / whole.mean : 0
    })
    const peak = numberIn(components[client]!.attributes, 'peak') ?? 1
    own.forEach((flow, index) => {
      const rate = rates.get(flow)?.get(client)
      if (rate !== undefined)
        begun.push({ flow, start: client, rate: { mean: rate, peak: rate * peak } })
      else if (!whole) silent.push({ flow, start: client })
      else {
        const part = parts[index]!
        begun.push({
          flow,
          start: client,
          rate: { mean: whole.mean * part, peak: whole.peak * part },
        })
      }
    })
  }
  return { begun, silent, taking }
}

/** The parts that flows take of what they share: those written, and the unwritten ones alike of the rest. */
export function partsOf(
  flows: readonly Flow[],
  givenPart: (flow: Flow) => number | undefined = () => undefined,
): readonly number[] {
  const given = flows.map((flow) => givenPart(flow) ?? numberIn(flow.attributes, 'share'))
  const rest = Math.max(0, 1 - given.reduce<number>((sum, part) => sum + (part ?? 0), 0))
  const open = given.filter((part) => part === undefined).length
  return given.map((part) => part ?? rest / open)
}
