// What flows take of what their clients ask: a `share` as it is written, a `rate` as a share in other words. What a
// flow of several clients takes at a rate comes from each by how much it asks; where one of them does not say,
// alike, and that division is nobody's word.

import { numberIn } from './attributes.ts'
import type { Attributes, Component, Flow } from './model.ts'

/** What a client asks for on average, per second; undefined where it does not say. */
export function askedMean({ attributes }: { readonly attributes: Attributes }): number | undefined {
  const users = numberIn(attributes, 'users')
  const requests = numberIn(attributes, 'requests')
  return (
    numberIn(attributes, 'rps') ??
    (users === undefined || requests === undefined ? undefined : users * requests)
  )
}

export interface RateOfFlow {
  /** By client, per second. */
  readonly byClient: ReadonlyMap<number, number>
  /** False where some client does not say how much it asks: then it is divided alike. */
  readonly isSaid: boolean
}

/** A rate written on a flow that starts at these clients; undefined without one. */
export function rateOfFlow(
  { attributes }: Pick<Flow, 'attributes'>,
  clients: readonly Component[],
): RateOfFlow | undefined {
  const rate = numberIn(attributes, 'rate')
  if (rate === undefined || clients.length === 0) return undefined
  const means = clients.map((client) => askedMean(client) ?? 0)
  const sum = means.reduce((total, mean) => total + mean, 0)
  const isSaid = means.every((mean) => mean > 0)
  const own = clients.map(
    ({ id }, index) => [id, rate * (isSaid ? means[index]! / sum : 1 / clients.length)] as const,
  )
  return { byClient: new Map(own), isSaid }
}

export interface Shared {
  readonly client: Component
  /** Of all that the client asks; what is not written counts nothing here. */
  readonly sum: number
  /** True where some flow takes what the others leave, or nobody can say what is left. */
  readonly isOpen: boolean
  /** The flow at which the sum first passes the whole; undefined where it does not, or where nobody's word says so. */
  readonly over: Flow | undefined
}

/** What is shared of each client that some flow starts at. */
export function sharedAmong(
  flows: readonly Flow[],
  clientsOf: (flow: Flow) => readonly Component[],
): ReadonlyMap<number, Shared> {
  const found = new Map<number, Shared>()
  for (const flow of flows) {
    const clients = clientsOf(flow)
    const rate = rateOfFlow(flow, clients)
    for (const client of clients) {
      const part = partOf(flow, client, rate)
      const { sum, isOpen, over } = found.get(client.id) ?? nothing
      const now = sum + (part ?? 0)
      const passes = part !== undefined && rate?.isSaid !== false && now > 1 + closeness
      found.set(client.id, {
        client,
        sum: now,
        isOpen: isOpen || part === undefined,
        over: over ?? (passes ? flow : undefined),
      })
    }
  }
  return found
}

/** Whether nothing is left of what the client asks. */
export function isWhole({ sum, isOpen }: Shared): boolean {
  return isOpen || sum >= 1 - closeness
}

const closeness = 1e-9
const nothing = { sum: 0, isOpen: false, over: undefined } as const

function partOf(
  { attributes }: Flow,
  client: Component,
  rate: RateOfFlow | undefined,
): number | undefined {
  if (!rate) return numberIn(attributes, 'share')
  const mean = askedMean(client)
  if (mean === undefined) return undefined
  const own = rate.byClient.get(client.id)!
  return own === 0 ? 0 : mean > 0 ? own / mean : 1
}
