// Alternatives in two regions that one region keeps the door to, by taking things away: without the lbs and
// gateways that run there alone, and without the service that chooses, no way leads to any of them.

import type { Component, Flow, Model } from '#src/model/model.ts'
import { reachable } from './closure.ts'
import { componentOf, spreads } from './containment.ts'
import { eventsOf, keyOf, standingOf } from './copies.ts'
import { isConsumption, type Line, leavesOf, runs, shapeOf } from './ends.ts'
import { flowLines, startsOf } from './flows.ts'
import { isFree, spreadKey } from './needs.ts'

export interface Entry {
  readonly region: number
  readonly entries: readonly number[]
  readonly alternatives: readonly number[]
  readonly flows: readonly number[]
}

interface Choice {
  readonly by: Component
  readonly targets: readonly number[]
  readonly ends: readonly number[]
}

export function singleEntriesOf(model: Model): readonly Entry[] {
  const all = model.flows.flatMap((flow) => entriesOn(model, flow))
  const keys = [...new Set(all.map(keyOfEntry))]
  return keys
    .map((key) => all.filter((one) => keyOfEntry(one) === key))
    .map((alike) => ({
      region: alike[0]!.region,
      entries: alike[0]!.entries,
      alternatives: ascending(alike.flatMap(({ alternatives }) => alternatives)),
      flows: ascending(alike.flatMap(({ flows }) => flows)),
    }))
    .sort((a, b) => a.region - b.region || a.entries[0]! - b.entries[0]!)
}

const keyOfEntry = ({ region, entries }: Entry): string => `${region} ${entries.join()}`

function entriesOn(model: Model, flow: Flow): readonly Entry[] {
  const lines = flowLines(model, flow)
  const starts = startsOf(model, flow)
  const ways = lines.filter((line) => line.edge.arrow !== '=>').flatMap((line) => runs(model, line))
  const reachedWithout = (gone: readonly number[]): ReadonlySet<number> => {
    const next = (id: number): readonly number[] =>
      gone.includes(id) ? [] : ways.filter(([from]) => from === id).map(([, to]) => to)
    return new Set([...starts, ...starts.flatMap((id) => [...reachable(id, next)])])
  }
  return choicesAmong(model, lines)
    .filter(({ by }) => reachedWithout([]).has(by.id))
    .flatMap((choice) =>
      regionsOfAll(model, choice.ends).flatMap((region): readonly Entry[] => {
        const lies = (one: Component): boolean => regionsOf(model, one).join() === `${region}`
        const doors = model.components.filter(
          (one) => ['lb', 'gateway'].includes(one.builtin) && !one.managed && lies(one),
        )
        const shut = doors.map(({ id }) => id)
        const self = choice.by.builtin === 'service' && lies(choice.by) ? [choice.by.id] : []
        const isMet = (gone: readonly number[]) =>
          choice.ends.some((id) => reachedWithout(gone).has(id))
        if (isMet([...shut, ...self])) return []
        const first = shut.filter((id) => reachedWithout(shut).has(id))
        const leading = first.filter((id) => {
          const next = (at: number) => ways.filter(([from]) => from === at).map(([, to]) => to)
          return choice.ends.some((end) => end === id || reachable(id, next).has(end))
        })
        const entries = ascending([...leading, ...(isMet(shut) ? self : [])])
        return [{ region, entries, alternatives: choice.targets, flows: [flow.id] }]
      }),
    )
}

function choicesAmong(model: Model, lines: readonly Line[]): readonly Choice[] {
  const kinds = ['dns', 'cdn', 'lb', 'gateway', 'service']
  return model.components
    .filter(({ builtin }) => kinds.includes(builtin))
    .flatMap((by) => {
      const own = lines.filter(
        (line) => line.from === by.id && line.edge.arrow !== '=>' && !isConsumption(model, line),
      )
      return choicesOf(model, by, own).map((targets) => ({
        by,
        targets,
        ends: targets.flatMap((to) => endsOf(model, by, to)),
        placed: targets.filter((to) => regionsOfAll(model, endsOf(model, by, to)).length > 0),
      }))
    })
    .filter(({ ends, placed }) => placed.length > 1 && regionsOfAll(model, ends).length > 1)
}

function endsOf(model: Model, by: Component, to: number): readonly number[] {
  return leavesOf(shapeOf(model, by.id, to))
}

function choicesOf(
  model: Model,
  by: Component,
  own: readonly Line[],
): readonly (readonly number[])[] {
  const classes = new Map<string, Line[]>()
  const found: (readonly number[])[] = []
  const join = (line: Line): void => {
    const key = spreadKey(model, line)
    if (spreads(by) && key !== undefined) classes.set(key, [...(classes.get(key) ?? []), line])
  }
  for (const group of new Set(own.map((line) => line.edge.group))) {
    const lines = own.filter((line) => line.edge.group === group)
    const { needed } = model.groups[group]!
    const keys = new Set(lines.map((line) => spreadKey(model, line)))
    if (needed === 'all') lines.filter((line) => !isFree(model, line)).forEach(join)
    else if (lines.every((line) => isFree(model, line))) continue
    else if (spreads(by) && needed === 1 && keys.size === 1 && !keys.has(undefined))
      lines.forEach(join)
    else if (ascending(lines.map(({ to }) => to)).length > needed)
      found.push(ascending(lines.map(({ to }) => to)))
  }
  const spread = [...classes.values()].map((lines) => ascending(lines.map(({ to }) => to)))
  return [...found, ...spread.filter((targets) => targets.length > 1)]
}

function regionsOfAll(model: Model, ids: readonly number[]): readonly number[] {
  return ascending(ids.flatMap((id) => regionsOf(model, componentOf(model, id))))
}

/** Regions whose event stops a copy of it. */
function regionsOf(model: Model, one: Component): readonly number[] {
  const keys = standingOf(model, one).shards.flatMap(({ copies }) => copies.flat())
  return eventsOf(model)
    .filter((event) => event.kind === 'region' && keys.includes(keyOf(model, event)))
    .map(({ component }) => component)
}

function ascending(ids: readonly number[]): readonly number[] {
  return [...new Set(ids)].sort((a, b) => a - b)
}
