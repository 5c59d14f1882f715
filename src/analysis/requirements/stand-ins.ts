// What a caller can do about something that somebody else runs: fall back to what the file itself shows to be as good
// (a copy of it by `=>`, what is chosen in its place elsewhere, or what somebody else falls back to), or, of an
// external, go on without it. Nothing is taken for a stand-in because it is of the same kind.

import { isWritten, numberIn } from '#src/model/attributes.ts'
import type { Component, Edge } from '#src/model/model.ts'
import type { Candidate } from './answers.ts'
import { onEdge, word } from './changes.ts'
import type { State } from './state.ts'

const mostCallers = 3

export function standIns(state: State, one: Component): readonly Candidate[] {
  const { model, facts } = state
  const into = facts
    .edgesInto(one.id)
    .filter(({ edge }) => edge.arrow === '->' && edge.to === one.id)
  const needed = new Set(into.flatMap(({ from }) => [from, ...facts.needsOf(from)]))
  const others = shownInPlaceOf(state, one).filter((id) => !needed.has(id))
  return into.slice(0, mostCallers).flatMap(({ edge }): readonly Candidate[] => {
    if (isWritten(edge.attributes, 'fallback') || isWritten(edge.attributes, 'optional')) return []
    const other = others.find((id) => takesCallsOf(state, edge, id))
    return [
      ...(other === undefined ? [] : [fallingBack(state, edge, model.components[other]!)]),
      ...(one.builtin === 'external' ? [goingOn(edge, one)] : []),
    ]
  })
}

function fallingBack({ model }: State, edge: Edge, { id, name }: Component): Candidate {
  const [from, to] = [edge.from, edge.to].map((end) => model.components[end]!.name)
  const what = `fall back to ${name} on ${from} -> ${to}`
  return onEdge(edge, what, 'fallback', { kind: 'component', component: id }, name)
}

function goingOn(edge: Edge, { name }: Component): Candidate {
  return onEdge(edge, `go on without ${name} where it is down`, 'optional', word('yes'), 'yes')
}

/** Components of its kind that do what it does, as far as the file says so. */
function shownInPlaceOf(state: State, { id, builtin }: Component): readonly number[] {
  const { components, edges, groups } = state.model
  const into = edges.filter(({ arrow, to }) => arrow === '->' && to === id)
  const chosen = new Set(
    into.map(({ group }) => group).filter((at) => isChoice(groups[at]!.needed)),
  )
  const found = [
    ...edges.filter(({ arrow, from }) => arrow === '=>' && from === id).map(({ to }) => to),
    ...edges.filter(({ group }) => chosen.has(group)).map(({ to }) => to),
    ...into.flatMap(({ attributes }) => {
      const value = attributes.get('fallback')?.value
      return value?.kind === 'component' ? [value.component] : []
    }),
  ]
  const alike = found.filter((other) => other !== id && components[other]!.builtin === builtin)
  return [...new Set(alike)].filter((other) => servesByItself(state, other))
}

function isChoice(needed: number | 'all'): boolean {
  return needed !== 'all'
}

/** In a flow that does not name its calls it would seem to need nothing. */
function servesByItself({ model, reliability }: State, id: number): boolean {
  if (model.flows.every(({ scope }) => scope.kind === 'everything')) return true
  return reliability.system.out[id]!.every(({ arrow }) => arrow === '=>')
}

/** What only copies from something takes no writes in its place. */
function takesCallsOf({ model }: State, { to, attributes }: Edge, other: number): boolean {
  const copies = (from: number, into: number): boolean =>
    model.edges.some((edge) => edge.arrow === '=>' && edge.from === from && edge.to === into)
  if (!copies(to, other) || copies(other, to)) return true
  const [reads, writes] = ['reads', 'writes'].map((name) => numberIn(attributes, name) ?? 0)
  return reads! > 0 && writes === 0
}
