// A database that components of different owners write to: nobody can change it alone. Only what is
// written counts, the owner on each component and `writes` on its edges.

import {
  type Call,
  type Component,
  counted,
  defineRule,
  type Facts,
  type Finding,
  isWritten,
  listed,
  type Model,
  named,
  nearestOf,
  wordsIn,
} from '#src/lint/rule.ts'

const shared = (name: string, owners: readonly string[]): string =>
  `${counted(owners.length, 'owner writes', 'owners write')} to ${named(name)}: ${listed(owners)}`

const writesFor = (name: string, owner: string): string => `${named(name)} of ${owner} writes`

const askInstead = (doors: readonly string[], edges: readonly string[]): string =>
  `let ${listed(doors)} alone write, and the others ask ${doors.length === 1 ? 'it' : 'the one beside them'} instead: ${edges.join('  ')}`

const why =
  'none of them can change how it is laid out without the others, and one can break what another relies on'

export default defineRule({
  id: 'shared-database',
  category: 'data',
  severity: 'warning',
  presets: ['recommended', 'strict'],
  since: '0.1.0',
  summary: 'components of different owners write to one database',
  options: {},
  yieldsTo: [],
  *check({ model, facts }) {
    for (const database of model.components) {
      if (database.builtin !== 'database') continue
      const writing = writingOf(database, model, facts)
      const owners = [...new Set(writing.map(({ owner }) => owner))]
      if (owners.length > 1) yield sharing(database, writing, owners, model)
    }
  },
})

interface Writing {
  readonly call: Call
  readonly by: Component
  readonly owner: string
}

/** Calls that write, of components with a written owner, in the order of the edges. */
function writingOf({ id }: Component, model: Model, facts: Facts): readonly Writing[] {
  const calls = [...facts.writesTo(id)].sort((a, b) => a.edge.id - b.edge.id || a.from - b.from)
  return calls.flatMap((call) => {
    const by = model.components[call.from]!
    const owner = isWritten(by.attributes, 'owner') ? ownerOf(by) : undefined
    return owner === undefined ? [] : [{ call, by, owner }]
  })
}

function ownerOf({ attributes }: Component): string | undefined {
  return wordsIn(attributes, 'owner')[0]
}

function sharing(
  database: Component,
  writing: readonly Writing[],
  owners: readonly string[],
  model: Model,
): Finding {
  const writers = [...new Set(writing.map(({ by }) => by.name))]
  return {
    message: shared(database.name, owners),
    at: database.at,
    subjects: [database.name],
    edges: [...new Set(writing.map(({ call }) => call.edge.id))],
    related: writing
      .slice(0, 9)
      .map(({ call, by, owner }) => ({ message: writesFor(by.name, owner), at: call.edge.at })),
    notes: [why],
    help: remedy(database, writing, owners, model),
    witness: { owners, writers },
  }
}

const answers: readonly string[] = ['service', 'function', 'gateway']

/** The owner who stays is that of the database, where it is one of them, else the first with something to ask. */
function remedy(
  database: Component,
  writing: readonly Writing[],
  owners: readonly string[],
  model: Model,
): string {
  const own = ownerOf(database)
  const askable = writing.filter(({ by }) => answers.includes(by.builtin))
  const stays = (askable.find(({ owner }) => owner === own) ?? askable[0])?.owner
  if (stays === undefined) {
    return `let a service of ${owners[0]} write to it, and the others ask that service`
  }
  const doors = [...new Set(askable.filter(({ owner }) => owner === stays).map(({ by }) => by))]
  const others = new Set(writing.filter(({ owner }) => owner !== stays).map(({ by }) => by))
  const asked = Map.groupBy(others, (caller) => nearestOf(model, caller, doors)[0]!.name)
  const edges = [...asked].map(
    ([door, callers]) => `${callers.map(({ name }) => name).join(', ')} -> ${door}`,
  )
  return askInstead([...asked.keys()], edges)
}
