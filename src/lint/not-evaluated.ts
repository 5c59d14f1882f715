// Statements that are read and checked for their names, and whose meaning a later version computes. One
// info per kind of statement and file says so, so that nobody takes silence for a pass.

import type { Span } from '#grammar/source.ts'
import type { Model } from '#src/model/model.ts'
import { type Context, defineRule, type Finding } from './rule.ts'
import { counted } from './words.ts'

const notYet = (what: string, count: number): string =>
  `${what} ${count === 1 ? 'is' : 'are'} read but not yet evaluated by this version`

export const notEvaluated = defineRule({
  id: 'not-evaluated',
  category: 'model',
  severity: 'info',
  presets: ['recommended', 'strict'],
  since: '0.1.0',
  summary: 'a statement is read, and not yet evaluated by this version',
  options: {},
  yieldsTo: [],
  *check({ model }: Context<object>) {
    yield* perFile(requirements(model), 'requirement', 'requirements')
    yield* perFile(model.scenarios, 'scenario', 'scenarios')
    yield* perFile(model.views, 'view', 'views')
  },
})

interface Placed {
  readonly at: Span
}

/** `require` statements, and the targets that flows carry themselves. */
function requirements(model: Model): readonly Placed[] {
  const ofFlows = model.flows.flatMap(({ attributes }) =>
    ['latency', 'availability'].flatMap((name) => attributes.get(name) ?? []),
  )
  return [...model.requirements, ...ofFlows]
}

/** A file that is instantiated twice is still written once. */
function* perFile(placed: readonly Placed[], one: string, many: string): Iterable<Finding> {
  for (const inFile of Map.groupBy(placed, ({ at }) => at.source).values()) {
    const places = new Map(inFile.map(({ at }) => [at.start, at]))
    const first = [...places.values()].reduce((a, b) => (b.start < a.start ? b : a))
    yield {
      message: notYet(counted(places.size, one, many), places.size),
      at: first,
      subjects: [],
      notes: [`names and units in it are checked; whether it holds is not`],
    }
  }
}
