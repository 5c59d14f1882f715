// What can be said of the declared edges alone: calls through dns (rule 11), sources of truth, and
// which pairs of components a policy refuses (rule 12).

import { numberIn, wordsIn } from '#src/model/attributes.ts'
import type { Component, Model, Policy, Selector } from '#src/model/model.ts'
import { reachable } from './closure.ts'
import { allInside, componentOf, isContainer, isMonitor } from './containment.ts'
import { declaredLines, type Line, reachedBy } from './ends.ts'
import { copiesTo } from './replicas.ts'

export interface Call {
  /** The declared edge that arrives. */
  readonly edge: number
  readonly to: number
  /** Each dns on the way, nearest first. */
  readonly through: readonly number[]
}

/** Rule 11: a dns stands aside for what it calls. */
export function callsThroughDns(
  model: Model,
  id: number,
  through: readonly number[] = [],
): readonly Call[] {
  return callsOf(model, id).flatMap(({ line, to }) => {
    if (componentOf(model, to).builtin !== 'dns') return [{ edge: line.edge.id, to, through }]
    return through.includes(to) ? [] : callsThroughDns(model, to, [...through, to])
  })
}

/** Who calls it so, itself apart. */
export function callersThroughDns(model: Model, id: number): readonly number[] {
  return singles(model)
    .filter((one) => one.id !== id && one.builtin !== 'dns')
    .filter((one) => callsThroughDns(model, one.id).some(({ to }) => to === id))
    .map((one) => one.id)
}

function callsOf(
  model: Model,
  id: number,
): readonly { readonly line: Line; readonly to: number }[] {
  return declaredLines(model)
    .filter((line) => line.edge.arrow === '->' && line.from === id)
    .flatMap((line) => reachedBy(model, line).map((to) => ({ line, to })))
}

/** A database or blob that something writes, and that is no copy of another. */
export function isSourceOfTruth(model: Model, id: number): boolean {
  const { builtin } = componentOf(model, id)
  if (builtin !== 'database' && builtin !== 'blob') return false
  // A monitor watches what it has an edge to.
  const arriving = declaredLines(model).filter(
    (line) => !isMonitor(componentOf(model, line.from)) && reachedBy(model, line).includes(id),
  )
  const isWritten = arriving.some(writes)
  const originals = arriving.filter((line) => line.edge.arrow === '=>').map((line) => line.from)
  const own = copiesTo(model, id)
  return isWritten && originals.every((original) => own.includes(original))
}

/** A copy by `=>` is no write. */
function writes(line: Line): boolean {
  const reads = numberIn(line.attributes, 'reads') ?? 0
  const written = numberIn(line.attributes, 'writes') ?? 0
  return line.edge.arrow !== '=>' && (written > 0 || reads === 0)
}

/** Pairs of single components that break the policy, `from` and `to` ascending. */
export function offending(model: Model, policy: Policy): readonly (readonly [number, number])[] {
  if (policy.policy === 'only' && policy.path) return passing(model, policy)
  const from = selected(model, policy.from)
  const to = selected(model, policy.to)
  const next = (id: number): readonly number[] => targetsBy(model, policy, id)
  return [...singles(model)]
    .map(({ id }) => id)
    .filter((id) => (policy.policy === 'forbid' ? from.has(id) : !from.has(id) && !to.has(id)))
    .flatMap((id) => {
      const reached = policy.path ? reachable(id, next) : new Set(next(id))
      return [...to].filter((target) => reached.has(target)).map((target) => [id, target] as const)
    })
    .sort(([a, b], [c, d]) => a - c || b - d)
}

/**
 * Who gets into B and passes A nowhere on the way: one that begins requests itself, or that nothing of A leads
 * to. Those that nothing calls where there are such.
 */
function passing(model: Model, policy: Policy): readonly (readonly [number, number])[] {
  const [by, into] = [selected(model, policy.from), selected(model, policy.to)]
  const ids = singles(model).map(({ id }) => id)
  const next = (id: number): readonly number[] => targetsBy(model, policy, id)
  const callersOf = (id: number): readonly number[] => ids.filter((one) => next(one).includes(id))
  const begins = (id: number): boolean =>
    ['client', 'external', 'scheduler'].includes(componentOf(model, id).builtin)
  const pairs = ids
    .filter((id) => !by.has(id) && !into.has(id))
    .filter((id) => begins(id) || ![...reachable(id, callersOf)].some((one) => by.has(one)))
    .flatMap((id) => {
      const onward = (at: number): readonly number[] =>
        at !== id && (by.has(at) || into.has(at)) ? [] : next(at)
      const reached = reachable(id, onward)
      return [...into]
        .filter((target) => reached.has(target) && !by.has(target))
        .map((to) => [id, to] as const)
    })
    .sort(([a, b], [c, d]) => a - c || b - d)
  const uncalled = pairs.filter(
    ([id]) => begins(id) || callersOf(id).every((caller) => caller === id),
  )
  return uncalled.length > 0 ? uncalled : pairs
}

function targetsBy(model: Model, policy: Policy, id: number): readonly number[] {
  const isWatching = (ends: readonly number[]): boolean =>
    ends.some((end) => isMonitor(componentOf(model, end))) && !speaksOfMonitors(model, policy)
  return declaredLines(model)
    .filter((line) => line.edge.arrow === policy.arrow && line.from === id)
    .flatMap((line) => reachedBy(model, line))
    .filter((to) => !isWatching([id, to]))
}

/** One of its ends is a monitor, `monitor`, a kind made of it, or a tag on one. */
function speaksOfMonitors(model: Model, { from, to }: Policy): boolean {
  const monitors = model.components.filter(isMonitor)
  const speaks = (end: Selector): boolean => {
    switch (end.kind) {
      case 'everything':
      case 'flow':
        return false
      case 'component':
        return isMonitor(componentOf(model, end.component))
      case 'kind':
        return monitors.some((one) => one.kind === end.name || one.builtin === end.name)
      case 'tag':
        return monitors.some((one) => isTagged(one, end.tag))
    }
  }
  return speaks(from) || speaks(to)
}

function singles(model: Model): readonly Component[] {
  return model.components.filter((one) => !isContainer(one))
}

function selected(model: Model, selector: Selector): ReadonlySet<number> {
  return new Set(matching(model, selector).map(({ id }) => id))
}

function matching(model: Model, selector: Selector): readonly Component[] {
  switch (selector.kind) {
    case 'everything':
      return singles(model)
    case 'component':
      return within(model, componentOf(model, selector.component))
    case 'kind':
      return model.components
        .filter((one) => one.kind === selector.name || one.builtin === selector.name)
        .flatMap((one) => within(model, one))
    case 'tag':
      return model.components
        .filter((one) => isTagged(one, selector.tag))
        .flatMap((one) => within(model, one))
    case 'flow':
      return ofFlow(model, selector.flow)
  }
}

/** A container selects all inside it. */
function within(model: Model, one: Component): readonly Component[] {
  return isContainer(one) ? allInside(model, one.id) : [one]
}

function isTagged(one: Component, tag: string): boolean {
  return [...wordsIn(one.attributes, 'tags'), ...wordsIn(one.attributes, 'data')].includes(tag)
}

function ofFlow(model: Model, flow: number): readonly Component[] {
  const scope = model.flows[flow]?.scope
  if (scope?.kind !== 'edges') return []
  return scope.edges.flatMap(({ from, to }) =>
    [from, to].flatMap((id) => within(model, componentOf(model, id))),
  )
}
