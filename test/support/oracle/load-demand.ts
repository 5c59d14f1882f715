// What a client asks for on one flow, by what it says, what its flows share, and the rates of flows.

import { numberIn } from '#src/model/attributes.ts'
import type { Component, Flow, Model } from '#src/model/model.ts'
import { componentOf, isClient } from './containment.ts'
import { startsOf } from './flows.ts'

export function meanOf(
  model: Model,
  flow: Flow,
  client: Component,
  together: readonly number[],
): number | undefined {
  const rate = rateOfClient(model, flow, client, together)
  if (rate !== undefined) return rate
  const asked = askedBy(client)
  if (asked === undefined) return undefined
  const flows = model.flows.filter((one) => startsOf(model, one).includes(client.id))
  const partOf = (one: Flow): number | undefined => {
    const clients = startsOf(model, one).filter((id) => isClient(componentOf(model, id)))
    const own = rateOfClient(model, one, client, clients)
    if (own !== undefined) return asked > 0 ? own / asked : 0
    return numberIn(one.attributes, 'share')
  }
  const part = partOf(flow)
  if (part !== undefined) return asked * part
  const taken = flows.reduce((all, one) => all + (partOf(one) ?? 0), 0)
  const open = flows.filter((one) => partOf(one) === undefined).length
  return (asked * Math.max(0, 1 - taken)) / open
}

function rateOfClient(
  model: Model,
  flow: Flow,
  client: Component,
  together: readonly number[],
): number | undefined {
  const rate = numberIn(flow.attributes, 'rate')
  if (rate === undefined) return undefined
  const all = together.map((id) => askedBy(componentOf(model, id)) ?? 0)
  if (all.some((one) => one === 0)) return rate / together.length
  return (rate * askedBy(client)!) / all.reduce((a, b) => a + b, 0)
}

function askedBy({ attributes }: Component): number | undefined {
  const rps = numberIn(attributes, 'rps')
  if (rps !== undefined) return rps
  const users = numberIn(attributes, 'users')
  const each = numberIn(attributes, 'requests')
  return users !== undefined && each !== undefined ? users * each : undefined
}
