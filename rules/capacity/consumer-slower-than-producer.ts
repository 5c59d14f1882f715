// More is put into a broker on average than its consumers can take out: the backlog grows for ever. Averages count,
// since a queue is there to carry a peak over.

import type { Component, Facts, Finding, Model, SlowConsumers } from '#src/lint/rule.ts'
import {
  assumptionsOf,
  copiesAtLeast,
  counted,
  declarationWith,
  defineRule,
  listed,
  named,
  numberIn,
  showApart,
  showNumber,
  showRate,
} from '#src/lint/rule.ts'

const slower = (
  broker: string,
  names: readonly string[],
  { arrives, takes }: SlowConsumers,
): string => {
  const [gets, can] = showApart(showRate, arrives, takes)
  const who = names.length === 1 ? named(names[0]!) : `its ${names.length} consumers`
  return `${named(broker)} gets ${gets} on average, and ${who} can take ${can}`
}

export default defineRule({
  id: 'consumer-slower-than-producer',
  category: 'capacity',
  severity: 'error',
  presets: ['recommended', 'strict'],
  since: '0.1.0',
  summary: 'more is put into a broker on average than its consumers can take out',
  options: {},
  yieldsTo: [],
  *check({ model, facts }) {
    for (const found of facts.slowConsumers()) yield slowness(found, model, facts)
  },
})

function slowness(found: SlowConsumers, model: Model, facts: Facts): Finding {
  const broker = model.components[found.broker]!
  const consumers = found.consumers.map((id) => model.components[id]!)
  const names = consumers.map(({ name }) => name)
  return {
    message: slower(broker.name, names, found),
    at: consumers[0]!.at,
    subjects: names,
    related: [{ message: `${named(broker.name)} fills up`, at: broker.at }],
    notes: [
      ...consumers.slice(0, 5).map((one) => taken(one, found)),
      ...assumptionsOf({ ...found.load, countsAsReads: false }, model),
      `what is left over stays: ${showNumber((found.arrives - found.takes) * 3600)} more each hour`,
    ],
    help: remedy(broker, consumers, found, facts),
    witness: { broker: broker.name, arrives: found.arrives, takes: found.takes },
  }
}

function taken(one: Component, { partitions }: SlowConsumers): string {
  const range = one.attributes.get('autoscale')?.value
  const copies = range?.kind === 'range' ? range.high : one.copies
  const each = showRate(numberIn(one.attributes, 'capacity') ?? 0)
  if (partitions !== undefined && partitions < copies) {
    return `of the ${counted(copies, 'copy', 'copies')} of ${named(one.name)} ${partitions} work, one for each partition, at ${each}`
  }
  return `${counted(copies, 'copy', 'copies')} of ${named(one.name)} at ${each} each`
}

/** As many copies of one consumer as take what the others leave, and one more. */
function remedy(
  broker: Component,
  consumers: readonly Component[],
  { arrives, takes, partitions }: SlowConsumers,
  facts: Facts,
): string {
  const one = consumers.find(({ attributes }) => (numberIn(attributes, 'capacity') ?? 0) > 0)
  if (!one)
    return `say what they can do, or do more: ${declarationWith(consumers[0]!, { capacity: '100/s' })}`
  const each = numberIn(one.attributes, 'capacity')!
  const range = one.attributes.get('autoscale')?.value
  const has = Math.min(
    range?.kind === 'range' ? range.high : one.copies,
    partitions ?? Number.MAX_SAFE_INTEGER,
  )
  // More copies draw more from the other consumers.
  const carry = facts.enoughCopies(one.id, { spare: 1, below: 1 })?.copies ?? 0
  const copies = Math.max(carry, has + Math.floor((arrives - takes) / each) + 2)
  if (copies > 10_000)
    return `send ${named(broker.name)} less, or let ${listed(consumers.map(({ name }) => name))} do more`
  const more =
    range?.kind === 'range' && !one.attributes.has('replicas')
      ? { autoscale: `${range.low}..${copies}` }
      : copiesAtLeast(one, copies)
  const line = declarationWith(one, more)
  const limit = numberIn(broker.attributes, 'partitions')
  if (limit === undefined || limit >= copies) return `run ${copies} copies: ${line}`
  return `run ${copies} copies and as many partitions: ${line} and ${declarationWith(broker, { partitions: String(copies) })}`
}
