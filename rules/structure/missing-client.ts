// A file in which nothing sends a request: no flow starts, so nothing can be said about what an outage
// would stop. A file that another imports is a part, and parts need no client.

import type { Component } from '#src/lint/rule.ts'
import { defineRule, isContainer } from '#src/lint/rule.ts'

const nobody = 'nothing here sends a request: there is no client, external or scheduler'

const starts = ['client', 'external', 'scheduler']

export default defineRule({
  id: 'missing-client',
  category: 'structure',
  severity: 'info',
  presets: ['recommended', 'strict'],
  since: '0.1.0',
  summary: 'nothing in the file sends a request',
  options: {},
  yieldsTo: [],
  wholeSystem: true,
  *check({ model, facts }) {
    if (model.components.some(({ builtin }) => starts.includes(builtin))) return
    const parts = model.components.filter((one) => !isContainer(one) && one.builtin !== 'monitor')
    const entry = parts.find((one) => facts.edgesInto(one.id).length === 0) ?? parts[0]
    if (!entry) return
    yield {
      message: nobody,
      at: entry.at,
      subjects: [],
      notes: ['flows start there; without one, no outage is known to stop anything'],
      help: `write who calls it: ${callOf(entry)}`,
    }
  },
})

function callOf({ name, builtin }: Component): string {
  return builtin === 'worker' ? `scheduler timer  timer -> ${name}` : `client web  web -> ${name}`
}
