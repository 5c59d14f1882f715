// A file that says how much is asked of the system, and not how well it has to answer: neither an availability nor a
// latency is required of any flow.

import type { Component } from '#src/lint/rule.ts'
import { defineRule, isRequired, isWritten, named } from '#src/lint/rule.ts'

const unbound = (client: string): string =>
  `load is declared on ${named(client)}, and neither availability nor latency is required`

export default defineRule({
  id: 'missing-requirements',
  category: 'requirements',
  severity: 'hint',
  presets: ['strict'],
  since: '0.1.0',
  summary: 'load is declared, and neither availability nor latency is required',
  options: {},
  yieldsTo: [],
  wholeSystem: true,
  *check({ model, facts }) {
    if (isRequired(facts, ['availability', 'downtime', 'latency'])) return
    const client = model.components.find(hasLoad)
    if (!client) return
    yield {
      message: unbound(client.name),
      at: client.at,
      subjects: [client.name],
      notes: ['what is good enough decides how many copies are worth their price'],
      help: 'say what is good enough: require availability >= 99.9%',
    }
  },
})

function hasLoad({ builtin, attributes }: Component): boolean {
  if (builtin !== 'client') return false
  return (
    isWritten(attributes, 'rps') ||
    (isWritten(attributes, 'users') && isWritten(attributes, 'requests'))
  )
}
