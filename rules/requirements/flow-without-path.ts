// A flow whose edges do not connect: it says two things at once, or an edge between them was forgotten. Or one that
// starts at nothing that begins work, so that nobody ever asks for it. A `rate` says that it begins by itself.

import type { Component, Finding, Flow, Model } from '#src/lint/rule.ts'
import {
  counted,
  defineRule,
  isBroker,
  isDeclared,
  isWritten,
  listed,
  named,
} from '#src/lint/rule.ts'

const apart = (flow: string, pieces: number): string =>
  `the edges of ${named(flow)} do not connect: they make ${counted(pieces, 'piece', 'pieces')}`

const empty = (flow: string): string => `${named(flow)} takes no edge`

const nobody = (flow: string, starts: readonly string[]): string =>
  `nothing begins ${named(flow)}: it starts at ${listed(starts)}`

const piece = (names: readonly string[]): string => `one piece: ${listed(names)}`

export default defineRule({
  id: 'flow-without-path',
  category: 'requirements',
  severity: 'error',
  lowered: 'warning',
  presets: ['recommended', 'strict'],
  since: '0.1.0',
  summary: 'the edges of a flow do not connect, or it starts at nothing that begins work',
  options: {},
  yieldsTo: [],
  *check({ model, facts }) {
    if (!model.complete) return
    for (const flow of model.flows.filter(isDeclared)) {
      const pieces = facts.pieces(flow)
      if (pieces.length !== 1) yield disconnected(model, flow, pieces)
      else yield* unbegun(model, flow, facts.startsOf(flow))
    }
  },
})

function disconnected(model: Model, flow: Flow, pieces: readonly (readonly number[])[]): Finding {
  const names = (ids: readonly number[]) => ids.map((id) => model.components[id]!.name)
  const [first = [], second = []] = pieces
  return {
    message: pieces.length === 0 ? empty(flow.name) : apart(flow.name, pieces.length),
    at: flow.at,
    subjects: [flow.name],
    about: 'flow',
    notes:
      pieces.length === 0
        ? ['a flow is the declared edges that it names']
        : pieces.slice(0, 4).map((ids) => piece(names(ids))),
    help:
      pieces.length === 0
        ? 'write its edges into it, as they are declared: client -> service'
        : `name the edge that joins ${names(first).at(-1)} and ${names(second)[0]}, or make two flows of it`,
    witness: { flows: [flow.name], pieces: pieces.map(names) },
  }
}

function* unbegun(model: Model, flow: Flow, starts: readonly number[]): Iterable<Finding> {
  if (isWritten(flow.attributes, 'rate')) return
  const found = starts.map((id) => model.components[id]!)
  if (found.some((one) => begins(one) || isCopied(model, flow, one.id))) return
  const names = found.map(({ name }) => name)
  yield {
    message: nobody(flow.name, names),
    at: flow.at,
    subjects: [flow.name],
    about: 'flow',
    notes: [
      'clients, schedulers, brokers and externals begin work; what else a flow starts at is asked by somebody',
    ],
    help: `begin with who asks ${names[0]}: its client, scheduler or queue; or say how often it begins by itself: rate: 10/min`,
    witness: { flows: [flow.name], path: names },
    lowered: true,
    wholeSystem: true,
  }
}

/** Nobody asks for a copy to be made: what changes there goes on by itself. */
function isCopied({ edges }: Model, { scope }: Flow, start: number): boolean {
  const first = scope.kind === 'edges' ? scope.edges.filter(({ from }) => from === start) : []
  return first.length > 0 && first.every(({ edge }) => edges[edge]!.arrow === '=>')
}

function begins(component: Component): boolean {
  return ['client', 'scheduler', 'external'].includes(component.builtin) || isBroker(component)
}
