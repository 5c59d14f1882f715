// A queue whose messages all wait for one copy of one component, because somebody wrote that there is one.
// A queue makes it easy to add another, unless its order has to be kept. Whatever else takes from it, a
// pool's other member or something outside, is another consumer; dead letters may well wait.

import type { Component, Facts, Finding, Model } from '#src/lint/rule.ts'
import {
  componentsNamedIn,
  declarationWith,
  defineRule,
  isWritten,
  listed,
  named,
  secondCopy,
  wordIn,
} from '#src/lint/rule.ts'

const oneForAll = (worker: string, queues: readonly string[]): string =>
  `all messages of ${listed(queues.map(named))} wait for the one copy of ${named(worker)}`

const why = 'while it is down or busy, nothing is taken from the queue'

export default defineRule({
  id: 'single-worker',
  category: 'messaging',
  severity: 'info',
  presets: ['recommended', 'strict'],
  since: '0.1.0',
  summary: 'one copy of one component takes all messages of a queue',
  options: {},
  yieldsTo: [],
  *check({ model, facts }) {
    const dead = componentsNamedIn(model, ['dlq'])
    const served = new Map<Component, Component[]>()
    for (const queue of model.components) {
      if (queue.builtin !== 'queue' || dead.has(queue.id) || keepsOrder(queue)) continue
      const worker = loneConsumer(queue, model, facts)
      if (worker) served.set(worker, [...(served.get(worker) ?? []), queue])
    }
    for (const [worker, queues] of served) yield alone(worker, queues)
  },
})

function alone(worker: Component, queues: readonly Component[]): Finding {
  const names = queues.map(({ name }) => name)
  return {
    message: oneForAll(worker.name, names),
    at: worker.at,
    subjects: [worker.name],
    related: queues.slice(0, 9).map(({ at }) => ({ message: 'the queue', at })),
    notes: [why],
    help: `run a second copy: ${declarationWith(worker, secondCopy(worker))}`,
    witness: { queues: names.length, copies: 1 },
  }
}

function keepsOrder({ attributes }: Component): boolean {
  return wordIn(attributes, 'ordering') === 'fifo'
}

function loneConsumer(queue: Component, model: Model, facts: Facts): Component | undefined {
  const consumers = facts.consumersOf(queue.id).map((id) => model.components[id]!)
  const [consumer] = consumers
  return consumers.length === 1 && consumer && isOneCopy(consumer) ? consumer : undefined
}

/** Written to be one, and to stay one. */
function isOneCopy({ managed, copies, attributes }: Component): boolean {
  if (managed || copies !== 1) return false
  const range = attributes.get('autoscale')
  if (range?.value.kind === 'range') return range.written && range.value.high === 1
  return isWritten(attributes, 'replicas')
}
