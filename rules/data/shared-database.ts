// A database that components of different owners write to: nobody can change it alone. Only what is
// written counts, the owner on each component and `writes` on its edges.

import {
  type Call,
  type Component,
  counted,
  defineRule,
  type Edge,
  type Facts,
  type Finding,
  isWritten,
  listed,
  type Model,
  named,
  nearestOf,
  numberIn,
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

/** Who writes most stays, then of the owner with most writers, then of the database's own. */
function remedy(
  database: Component,
  writing: readonly Writing[],
  owners: readonly string[],
  model: Model,
): string {
  const askable = writing.filter(({ by }) => answers.includes(by.builtin))
  const writesOf = (one: Component): number => {
    const edges = new Set(writing.flatMap(({ call, by }) => (by === one ? [call.edge] : [])))
    return [...edges].reduce((sum, edge) => sum + mostWrites(edge, model), 0)
  }
  const writersOf = (owner: string): number =>
    new Set(writing.flatMap((one) => (one.owner === owner ? [one.by] : []))).size
  const own = ownerOf(database)
  const isOwn = (owner: string): number => (owner === own ? 1 : 0)
  const [first] = [...askable].sort(
    (a, b) =>
      writesOf(b.by) - writesOf(a.by) ||
      writersOf(b.owner) - writersOf(a.owner) ||
      isOwn(b.owner) - isOwn(a.owner),
  )
  if (!first) return `let a service of ${owners[0]} write to it, and the others ask that service`
  const stays = first.owner
  const doors = [...new Set(askable.filter(({ owner }) => owner === stays).map(({ by }) => by))]
  const likeliest = doors.sort((a, b) => writesOf(b) - writesOf(a))
  const others = new Set(writing.filter(({ owner }) => owner !== stays).map(({ by }) => by))
  const asked = Map.groupBy(others, (caller) => nearestOf(model, caller, likeliest)[0]!.name)
  const edges = [...asked].map(
    ([door, callers]) => `${callers.map(({ name }) => name).join(', ')} -> ${door}`,
  )
  return askInstead([...asked.keys()], edges)
}

/** As declared, or on the flow that has most. */
function mostWrites({ id, attributes }: Edge, { flows }: Model): number {
  const taken = flows.flatMap(({ scope }) =>
    scope.kind === 'edges' ? scope.edges.filter(({ edge }) => edge === id) : [],
  )
  const all = [{ attributes }, ...taken].map((one) => numberIn(one.attributes, 'writes') ?? 0)
  return Math.max(...all)
}
