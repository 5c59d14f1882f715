// Statements that are read and checked for their names, and whose meaning a later version computes. One
// info per kind of statement and file says so, so that nobody takes silence for a pass.

import type { Span } from '#grammar/source.ts'
import type { Model } from '#src/model/model.ts'
import { type Context, defineRule, type Finding } from './rule.ts'
import { counted } from './words.ts'

const notYet = (what: string, count: number): string =>
  `${what} ${count === 1 ? 'is' : 'are'} read but not yet evaluated by this version`

const unprovedNote = 'names and units are checked; whether it holds is not'
const unplayedNote = 'names and units are checked; what would happen then is not computed'
const undrawnNote = 'names and units are checked; pictures show the whole system all the same'

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
    yield* perFile(requirements(model), ['requirement', 'requirements'], unprovedNote)
    yield* perFile(model.scenarios, ['scenario', 'scenarios'], unplayedNote)
    yield* perFile(model.views, ['view', 'views'], undrawnNote)
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
function* perFile(
  placed: readonly Placed[],
  [one, many]: readonly [one: string, many: string],
  note: string,
): Iterable<Finding> {
  for (const inFile of Map.groupBy(placed, ({ at }) => at.source).values()) {
    const places = new Map(inFile.map(({ at }) => [at.start, at]))
    const first = [...places.values()].reduce((a, b) => (b.start < a.start ? b : a))
    yield {
      message: notYet(counted(places.size, one, many), places.size),
      at: first,
      subjects: [],
      notes: [note],
    }
  }
}
