// A service that very many others call: each change to it is a change for all of them, and each of its
// slow minutes is theirs. Whoever waits for its answer counts once, a dns between is passed through; what
// only sends it messages, stores and monitors do not count.

import type { Component, Facts, Model } from '#src/lint/rule.ts'
import { defineRule, isStore, listed, named } from '#src/lint/rule.ts'

const tooMany = (name: string, count: number, limit: number): string =>
  `${count} components call ${named(name)} and wait for it, more than ${limit}`

const why = 'all of them wait when it is slow, and have to be looked at when it changes'

export default defineRule({
  id: 'high-fan-in',
  category: 'capacity',
  severity: 'hint',
  presets: ['strict'],
  since: '0.1.0',
  summary: 'very many components wait for one service',
  options: {
    max: { default: 12, minimum: 1, description: 'components that may call one service' },
  },
  yieldsTo: [],
  *check({ model, facts, options }) {
    for (const service of model.components) {
      if (service.builtin !== 'service') continue
      const callers = callersOf(service, model, facts)
      if (callers.length <= options.max) continue
      const names = callers.map(({ name }) => name)
      const over = names.slice(options.max)
      yield {
        message: tooMany(service.name, names.length, options.max),
        at: service.at,
        subjects: [service.name],
        notes: [`it is called by ${listed(names)}`, why],
        help: `split it by what its callers need, or let those that need no answer send a message: ${listed(over)} ~> ${service.name}`,
        witness: { callers: names, limit: options.max },
      }
    }
  },
})

function callersOf({ id }: Component, model: Model, facts: Facts): readonly Component[] {
  return facts
    .callersThroughDns(id)
    .map((caller) => model.components[caller]!)
    .filter((one) => one.builtin !== 'monitor' && !isStore(one))
}
