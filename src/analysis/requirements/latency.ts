// The safe budget of a subject: the sum of own times and network times along what it waits for. What is unwritten
// can only add to it. Of a component it is what a call to it takes.

import type { Budget, LatencyTerm } from '#src/analysis/latency-facts.ts'
import type { Flow, FlowEdge } from '#src/model/model.ts'
import type { Contributor, Measured, Subject } from './answers.ts'
import { atLeast } from './measured.ts'
import type { State } from './state.ts'
import { edgesBelow } from './subjects.ts'

export function measureLatency(state: State, subject: Subject): Measured {
  const budget = budgetOf(state, subject)
  if (!budget) return atLeast(0, [`what ${subject.name} is to take`])
  const { components } = state.model
  const { budgetMs, unknown, terms } = budget
  const missing = unknown.map((id) => `latency of ${components[id]!.name}`)
  return atLeast(budgetMs, missing, { contributors: () => largest(budgetMs, terms) })
}

/** Undefined of what takes no time. */
export function budgetOf(
  { facts, model, reliability }: State,
  subject: Subject,
): Budget | undefined {
  switch (subject.kind) {
    case 'flow':
      return facts.latency(subject.flow)
    case 'component': {
      const { system } = reliability
      const { name, at } = model.components[subject.component]!
      const flow = madeUp(name, at, edgesBelow(system, subject.component))
      return facts.latencyFrom(flow, subject.component)
    }
    case 'way': {
      // What the callers take themselves is no part of the way.
      const ownMs = new Map(subject.callers.map((id) => [id, 0]))
      const { at } = model.components[subject.callers[0]!]!
      return facts.latency(madeUp(subject.name, at, subject.edges)).tried({ ownMs })
    }
    case 'edge':
    case 'all':
      return undefined
  }
}

/** A flow that nobody declared: it has no number among the model's. */
function madeUp(name: string, at: Flow['at'], edges: readonly FlowEdge[]): Flow {
  return { id: -1, name, scope: { kind: 'edges', edges }, attributes: new Map(), at, own: true }
}

function largest(totalMs: number, terms: readonly LatencyTerm[]): readonly Contributor[] {
  if (totalMs === 0) return []
  const sums = new Map<number, number>()
  for (const term of terms) {
    const id = term.kind === 'own' ? term.component : term.edge.to
    sums.set(id, (sums.get(id) ?? 0) + term.times * term.ms)
  }
  return [...sums]
    .map(([component, ms]) => ({ component, share: Math.min(1, ms / totalMs) }))
    .sort((a, b) => b.share - a.share || a.component - b.component)
    .slice(0, 5)
}
