// An edge that is written twice: the same ends, arrow, label and attributes, `route` among them. Often a chain
// was repeated to add a caller. An edge that a container's edge, or a `dlq`, stands for already is one too, and so is
// a whole choice (`a | b`) that is written again.

import {
  defineRule,
  type Edge,
  type Finding,
  type Group,
  type Model,
  named,
  targetsText,
  together,
  without,
} from '#src/lint/rule.ts'

const writtenAgain = (edge: string, times: number): string =>
  `${edge} is written ${times === 2 ? 'twice' : `${times} times`}`

const partOf = (edge: string, original: string): string => `${edge} is part of ${original} already`

const drawnByDlq = (edge: string): string => `${edge} is drawn by the dlq already`

const countsTwice =
  'each of them is a call of its own: it is drawn again, and what is counted along edges is counted again'

const firstHere = 'here it is written first'
const andHere = 'and here again'
const standsForIt = 'this edge stands for it'
const draws = 'this draws the edge'

export default defineRule({
  id: 'duplicate-edge',
  category: 'structure',
  severity: 'warning',
  presets: ['recommended', 'strict'],
  since: '0.1.0',
  summary: 'an edge is written twice',
  fixes: 'safe',
  options: {},
  yieldsTo: [],
  *check({ model, facts }) {
    const choices = new Set<number>()
    for (const { original, again } of facts.repeatedEdges()) {
      const first = model.groups[original.group]!
      if (first.needed !== 'all') {
        if (!choices.has(first.id)) yield choiceAgain(first, again, model)
        choices.add(first.id)
        continue
      }
      const byEnds = Map.groupBy(again, ({ from, to }) => `${from} ${to}`)
      for (const edges of byEnds.values()) yield repetition(original, edges, model)
    }
  },
})

/** `again` are edges of one target; their choices say all that the first one says. */
function choiceAgain(first: Group, again: readonly Edge[], model: Model): Finding {
  const nameOf = (id: number): string => model.components[id]!.name
  const { from, arrow } = first
  const targets = first.edges.map((id) => nameOf(model.edges[id]!.to))
  const others = again.map(({ group }) => model.groups[group]!)
  const text = `${nameOf(from)} ${arrow} ${targetsText(first, targets)}`
  return {
    message: writtenAgain(text, others.length + 1),
    at: others[0]!.at,
    subjects: [nameOf(from), ...targets],
    edges: [first, ...others].flatMap(({ edges }) => edges),
    related: [
      { message: firstHere, at: first.at },
      ...others.slice(1, 9).map(({ at }) => ({ message: andHere, at })),
    ],
    notes: [countsTwice],
    help: 'write it once; where another choice is meant, give it a label',
    witness: { edge: [nameOf(from), arrow, ...targets], times: others.length + 1 },
  }
}

/** `edges` have the same ends. */
function repetition(original: Edge, edges: readonly Edge[], model: Model): Finding {
  const [told, ...others] = edges
  const { from, to, at, arrow } = told!
  const [source, target] = [model.components[from]!.name, model.components[to]!.name]
  const isSame = original.from === from && original.to === to
  const times = edges.length + (isSame ? 1 : 0)
  const { message, role, help } = wording(told!, original, times, model)
  return {
    message,
    at,
    subjects: [source, target],
    edges: [original, ...edges].map(({ id }) => id),
    related: [
      { message: role, at: original.at },
      ...others.slice(0, 8).map((other) => ({ message: andHere, at: other.at })),
    ],
    notes: [countsTwice],
    help,
    // An edge of its own passes on what is no dead letter too, so that beside a dlq it may well be meant.
    fix: original.implicit ? undefined : together(edges.map((edge) => without(edge, model))),
    witness: { edge: [source, arrow, target], times },
  }
}

interface Wording {
  readonly message: string
  /** What the original is to it. */
  readonly role: string
  readonly help: string
}

function wording(told: Edge, original: Edge, times: number, model: Model): Wording {
  const edge = inQuotes(told, model)
  const apart = `where another call is meant, give it a label: ${textOf(told, model)} "another"`
  if (original.implicit) {
    return { message: drawnByDlq(edge), role: draws, help: `leave it to the dlq; ${apart}` }
  }
  if (original.from !== told.from || original.to !== told.to) {
    const message = partOf(edge, inQuotes(original, model))
    return { message, role: standsForIt, help: `leave it out; ${apart}` }
  }
  return { message: writtenAgain(edge, times), role: firstHere, help: `write it once; ${apart}` }
}

function inQuotes({ from, arrow, to }: Edge, { components }: Model): string {
  return `${named(components[from]!.name)} ${arrow} ${named(components[to]!.name)}`
}

function textOf({ from, arrow, to }: Edge, { components }: Model): string {
  return `${components[from]!.name} ${arrow} ${components[to]!.name}`
}
