// A queue, topic or stream that nothing sends to, or a queue that nothing takes from. Mostly an edge is
// forgotten, or an arrow says the opposite of what is meant: a worker's `->` to a queue takes from it.

import {
  type Component,
  componentsNamedIn,
  defineRule,
  type Facts,
  type Finding,
  type FoundPartner,
  isBroker,
  listed,
  type Model,
  named,
  type Partners,
  partnersIn,
  someWork,
  someWorker,
} from '#src/lint/rule.ts'

const noEnds = (name: string): string => `nothing sends to ${named(name)}, or takes from it`

const noProducer = (name: string): string => `nothing sends to ${named(name)}`

const noConsumer = (name: string): string => `nothing takes from ${named(name)}`

const noMessage = 'no message ever gets there'
const waits = 'what takes from it waits for messages that never come'
const pilesUp = 'its messages pile up until they expire or it is full'

const takesOnly = (callers: readonly string[], broker: string): string =>
  `${listed(callers)} -> ${broker} takes from it: "->" from a worker or function does, and "~>" sends`

const onlyWorkersPoll = (caller: string, broker: string): string =>
  `${caller} -> ${broker} sends to it: only workers and functions take by "->"`

export default defineRule({
  id: 'orphan-queue',
  category: 'messaging',
  severity: 'warning',
  presets: ['recommended', 'strict'],
  since: '0.1.0',
  summary: 'nothing sends to a queue, topic or stream, or nothing takes from a queue',
  options: {},
  yieldsTo: [],
  wholeSystem: true,
  *check({ model, facts }) {
    const partners = partnersIn(model, facts)
    const deadLetters = componentsNamedIn(model, ['dlq'])
    for (const broker of model.components.filter(isBroker)) {
      const isSentTo = facts.producersOf(broker.id).length > 0
      const isTaken =
        broker.builtin !== 'queue' ||
        deadLetters.has(broker.id) ||
        facts.consumersOf(broker.id).length > 0
      if (!isSentTo && !isTaken) yield unused(broker, model, facts, partners)
      else if (!isSentTo) yield unsent(broker, model, facts, partners)
      else if (!isTaken) yield untaken(broker, model, facts, partners)
    }
  },
})

function unused(broker: Component, model: Model, facts: Facts, partners: Partners): Finding {
  const producer = senderFor(broker, model, facts, partners)
  const consumer = partners.partnerOf(broker, someWorker, idsOf(producer, model))
  const declared = `${producer.declaration}${consumer.declaration}`
  return {
    ...about(broker, noEnds, [noMessage]),
    help: `write who hands what to whom, or remove it: ${declared}${producer.name} ~> ${broker.name} ~> ${consumer.name}`,
  }
}

function unsent(broker: Component, model: Model, facts: Facts, partners: Partners): Finding {
  const sender = senderFor(broker, model, facts, partners)
  const callers = pollersOf(broker, model, facts).map(({ name }) => name)
  const notes = [
    facts.consumersOf(broker.id).length > 0 ? waits : noMessage,
    ...(callers.length > 0 ? [takesOnly(callers, broker.name)] : []),
  ]
  return {
    ...about(broker, noProducer, notes),
    help: `write what sends to it: ${sender.declaration}${sender.name} ~> ${broker.name}`,
  }
}

function untaken(broker: Component, model: Model, facts: Facts, partners: Partners): Finding {
  const asker = askerOf(broker, model, facts)
  if (asker) {
    return {
      ...about(broker, noConsumer, [pilesUp, onlyWorkersPoll(asker.name, broker.name)]),
      help: `if ${asker.name} is to take from it, in place of its edge: ${broker.name} ~> ${asker.name}`,
    }
  }
  const taker = partners.partnerOf(broker, someWorker, facts.producersOf(broker.id))
  return {
    ...about(broker, noConsumer, [pilesUp]),
    help: `write what takes from it: ${taker.declaration}${broker.name} ~> ${taker.name}`,
  }
}

/** Of several that send to it one that calls it, and may mean to poll: best one that nothing calls, else the last. */
function askerOf({ id }: Component, model: Model, facts: Facts): Component | undefined {
  if (facts.producersOf(id).length < 2) return undefined
  const calls = facts.edgesInto(id).filter(({ edge, to }) => edge.arrow === '->' && edge.to === to)
  const callers = [...new Set(calls.map(({ from }) => model.components[from]!))]
    .filter(({ builtin }) => builtin === 'service')
    .sort((a, b) => a.id - b.id)
  if (callers.length < 2) return undefined
  return callers.find((one) => facts.edgesInto(one.id).length === 0) ?? callers.at(-1)
}

function about(
  broker: Component,
  message: (name: string) => string,
  notes: readonly string[],
): Finding {
  return { message: message(broker.name), at: broker.at, subjects: [broker.name], notes }
}

/** One that calls it, where something else takes from it too: it may mean to send. Else one that does not take. */
function senderFor(
  broker: Component,
  model: Model,
  facts: Facts,
  partners: Partners,
): FoundPartner {
  const consumers = facts.consumersOf(broker.id)
  const pollers = pollersOf(broker, model, facts)
  if (pollers.length > 0 && pollers.length < consumers.length) {
    return { declaration: '', name: pollers[0]!.name }
  }
  return partners.partnerOf(broker, someWork, consumers)
}

/** Components that take from it by an edge to it. */
function pollersOf(broker: Component, model: Model, facts: Facts): readonly Component[] {
  const consumers = new Set(facts.consumersOf(broker.id))
  const callers = new Set(facts.edgesInto(broker.id).map(({ from }) => from))
  return [...callers]
    .filter((id) => consumers.has(id))
    .sort((a, b) => a - b)
    .map((id) => model.components[id]!)
}

function idsOf({ name }: FoundPartner, { components }: Model): readonly number[] {
  return components.flatMap((one) => (one.name === name ? [one.id] : []))
}
