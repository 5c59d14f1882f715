// Consumers that take out of a broker less than is put in, on average: all consumers of a queue together, each consumer
// of a topic or stream by itself. What cannot be taken out stays, and there is more of it every second.

import { isWritten, numberIn } from '#src/model/attributes.ts'
import type { Component } from '#src/model/model.ts'
import { isBroker } from '#src/model/roles.ts'
import type { Layer, TransferGround } from './layer.ts'
import type { Load, Loads, SlowConsumers } from './load-facts.ts'
import { type Transfer, transfersFrom } from './transfers.ts'

export function slowConsumers(
  ground: TransferGround,
  layer: Layer,
  loads: Loads,
  surely: () => Loads,
): readonly SlowConsumers[] {
  const { components } = ground.reliability.system.model
  // Where nobody says what he can take, no load is asked for.
  if (!components.some(isMeasured)) return []
  return components.filter(isBroker).flatMap((broker) => {
    const load = loads.load(broker.id)
    if (!load || load.isUnbounded || load.mean.total === 0) return []
    const transfers = transfersFrom(ground, layer, broker.id)
    const groups =
      broker.builtin === 'queue'
        ? [transfers]
        : [...Map.groupBy(transfers, ({ edge }) => edge.edge.id).values()]
    return groups.flatMap((group) => {
      const found = slowIn(components, broker, group, load)
      if (found.length === 0 || load.isKnown) return found
      // What is known alone may be too much.
      return slowIn(components, broker, group, surely().load(broker.id)!)
    })
  })
}

function slowIn(
  components: readonly Component[],
  broker: Component,
  group: readonly Transfer[],
  load: Load,
): readonly SlowConsumers[] {
  const consumers = [...new Set(group.map(({ to }) => to))].map((id) => components[id]!)
  if (consumers.length === 0 || !consumers.every(isMeasured)) return []
  const partitions = numberIn(broker.attributes, 'partitions')
  const working = (one: Component): number =>
    Math.min(mostCopies(one), partitions ?? mostCopies(one))
  const takes = consumers.reduce(
    (sum, one) => sum + working(one) * (numberIn(one.attributes, 'capacity') ?? 0),
    0,
  )
  const wanted = group.reduce(
    (sum, { perRead }) => sum + load.mean.total * (perRead.reads + perRead.writes),
    0,
  )
  if (wanted <= takes) return []
  return [
    {
      broker: broker.id,
      consumers: consumers.map(({ id }) => id).sort((a, b) => a - b),
      arrives: wanted,
      takes,
      load,
      partitions: consumers.some((one) => working(one) < mostCopies(one)) ? partitions : undefined,
    },
  ]
}

function isMeasured({ managed, attributes }: Component): boolean {
  return !managed && isWritten(attributes, 'capacity')
}

function mostCopies({ attributes, copies }: Component): number {
  const range = attributes.get('autoscale')?.value
  return range?.kind === 'range' ? Math.max(copies, range.high) : copies
}
