// A queue with consumers and no place for the messages that they cannot handle: `dlq: none` is written, or
// nothing is while another queue has one. A queue that is itself where dead letters go needs none.

import {
  type Component,
  componentIn,
  componentsMissing,
  componentsNamedIn,
  counted,
  declarationWith,
  defineRule,
  type Facts,
  freeName,
  listed,
  type Model,
  named,
  saysNone,
} from '#src/lint/rule.ts'

const noPlace = (name: string): string =>
  `${named(name)} has no place for messages that cannot be handled`

const why = 'such a message is lost, or comes back for ever and holds up those behind it'

const takenBy = (consumers: readonly string[]): string =>
  `${counted(consumers.length, 'consumer takes', 'consumers take')} from it: ${listed(consumers)}`

export default defineRule({
  id: 'missing-dead-letter-queue',
  category: 'messaging',
  severity: 'warning',
  presets: ['recommended', 'strict'],
  since: '0.1.0',
  summary: 'a queue has no place for messages that cannot be handled',
  options: {},
  yieldsTo: [],
  *check({ model, facts }) {
    const deadLetters = componentsNamedIn(model, ['dlq'])
    const missing = new Set(componentsMissing(model, 'dlq'))
    for (const queue of model.components) {
      if (queue.builtin !== 'queue' || deadLetters.has(queue.id)) continue
      if (!saysNone(queue.attributes, 'dlq') && !missing.has(queue)) continue
      if (facts.consumersOf(queue.id).length > 0) yield lacking(queue, model, facts)
    }
  },
})

function lacking(queue: Component, model: Model, facts: Facts) {
  const consumers = facts.consumersOf(queue.id).map((id) => model.components[id]!.name)
  return {
    message: noPlace(queue.name),
    at: queue.at,
    subjects: [queue.name],
    notes: [why, takenBy(consumers)],
    help: remedy(queue, model),
    witness: { consumers },
  }
}

/** The place that another queue has; where there is none, a queue declared for it. */
function remedy(queue: Component, { components }: Model): string {
  const places = components.map(({ attributes }) => componentIn(attributes, 'dlq'))
  const there = places.find((place) => place !== undefined)
  if (there !== undefined) {
    return `send them where others go: ${declarationWith(queue, { dlq: components[there]!.name })}`
  }
  const name = freeName('dead-letters', new Set(components.map((one) => one.name)))
  return `declare queue ${name}, and send them there: ${declarationWith(queue, { dlq: name })}`
}
