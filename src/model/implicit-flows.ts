// Clients that are in no flow, or whose flows take less than all requests, get an implicit flow over everything. Flows
// that take more than their clients ask are a mistake, and so are two words for what one flow takes.

import type { Diagnostic } from '#grammar/diagnostic.ts'
import { noAttributes } from './attribute-sets.ts'
import type { Component, Edge, Flow } from './model.ts'
import { askedMean, isWhole, type Shared, sharedAmong } from './shares.ts'
import { showRate } from './show-quantity.ts'
import { rateAndShare, rateTooLarge, shareTooLarge } from './statement-messages.ts'

type Report = (diagnostic: Diagnostic) => void

export function implicitFlows(
  flows: readonly Flow[],
  components: readonly Component[],
  edges: readonly Edge[],
  report: Report,
): readonly Flow[] {
  const shares = sharedAmong(flows, (flow) =>
    [...clientsOf(flow, components)].map((id) => components[id]!),
  )
  for (const flow of flows) reportTwice(flow, clientsOf(flow, components), report)
  const implicit: Flow[] = []
  const sources = new Set(edges.map((edge) => edge.from))
  for (const component of components) {
    if (component.builtin !== 'client') continue
    const shared = shares.get(component.id)
    if (shared?.over) report(tooMuch(shared, shared.over))
    if ((shared && isWhole(shared)) || !sources.has(component.id)) continue
    implicit.push({
      id: flows.length + implicit.length,
      name: component.name,
      scope: { kind: 'everything', client: component.id },
      attributes: noAttributes,
      at: component.at,
      own: component.own,
    })
  }
  return implicit
}

function tooMuch({ client, sum }: Shared, { attributes, at }: Flow): Diagnostic {
  const place = attributes.get('rate')?.at ?? attributes.get('share')?.at ?? at
  const mean = askedMean(client)
  if (attributes.has('rate') && mean !== undefined)
    return rateTooLarge(place, client.name, showRate(sum * mean), showRate(mean))
  return shareTooLarge(place, client.name, `${Number((sum * 100).toFixed(6))}%`)
}

/** Of what begins at clients alone a rate is a share, and one of the two has to give way. */
function reportTwice({ attributes }: Flow, clients: ReadonlySet<number>, report: Report): void {
  const share = attributes.get('share')
  if (share && attributes.has('rate') && clients.size > 0) report(rateAndShare(share.at))
}

/** Clients that the flow starts at. */
function clientsOf(flow: Flow, components: readonly Component[]): ReadonlySet<number> {
  const clients = new Set<number>()
  if (flow.scope.kind === 'everything') return clients.add(flow.scope.client)
  for (const { from } of flow.scope.edges) {
    if (components[from]!.builtin === 'client') clients.add(from)
  }
  return clients
}
