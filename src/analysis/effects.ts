// What failures do to each flow: it goes on as before, it goes on with less, or it is broken. With less means
// that something is lost that the flow can do without (an optional target, a cache beside its store, the first
// choice where a fallback steps in), and its caller is still there to miss it.

import { serving } from '#src/graph/needs.ts'
import type { Flow } from '#src/model/model.ts'
import type { Effect } from './availability-facts.ts'
import { type Happened, lossesAmong } from './events.ts'
import type { FlowNeeds, NeedsOfMany, WantedUnit } from './flow-needs.ts'
import { once } from './once.ts'
import type { Reliability } from './serving.ts'

/** A flow with its part of a graph that has wants. */
export interface FlowPart {
  readonly flow: Flow
  readonly needs: FlowNeeds
  /** Components that bear on it, in no order. */
  readonly components: readonly number[]
  /** By unit: what it is better with, of what is there with everything up. */
  readonly wants: ReadonlyMap<number, readonly WantedUnit[]>
}

export interface Effects {
  /** The flows, by the graph that they share. */
  parts(): ReadonlyMap<NeedsOfMany, readonly FlowPart[]>
  /** Flows that are never served count as broken. O(model). */
  under(failed: Happened): ReadonlyMap<Flow, Effect>
}

export function effectsOf(reliability: Reliability): Effects {
  const parts = once(() => {
    const { model } = reliability.system
    const all = model.flows.map((flow) => partOf(flow, reliability.wants().of(flow)))
    return Map.groupBy(all, ({ needs }) => needs.many)
  })
  return {
    parts,
    under(failed) {
      const effects = new Map<Flow, Effect>()
      for (const [many, flows] of parts()) {
        const serves = serving(many.graph, unitsDown(reliability, many, flows, failed))
        const isLost = (unit: number) => !serves[unit]
        for (const part of flows) {
          effects.set(part.flow, effectOn(part, [...part.wants.keys()].filter(isLost), isLost))
        }
      }
      return effects
    },
  }
}

/** `lost`: units that no longer serve, those at least that the flow wants; `isLost` asks for any unit. */
export function effectOn(
  { needs, wants }: FlowPart,
  lost: Iterable<number>,
  isLost: (unit: number) => boolean,
): Effect {
  if (isLost(needs.many.graph.unitOf[needs.root]!)) return 'broken'
  for (const unit of lost) {
    for (const { caller, fromOutside } of wants.get(unit) ?? []) {
      if (fromOutside || !isLost(needs.readUnit(caller))) return 'degraded'
    }
  }
  return 'fine'
}

function unitsDown(
  reliability: Reliability,
  many: NeedsOfMany,
  flows: readonly FlowPart[],
  failed: Happened,
): Uint8Array {
  const down = new Uint8Array(many.graph.unitCount)
  const ids = new Set(flows.flatMap(({ components }) => components))
  const losses = lossesAmong(reliability, ids, failed)
  for (const { needs } of flows) {
    for (const { component, reads } of losses) {
      const unit = reads ? needs.readUnit(component) : needs.writeUnit(component)
      if (unit >= 0) down[unit] = 1
    }
  }
  return down
}

function partOf(flow: Flow, needs: FlowNeeds): FlowPart {
  const { up } = needs.many
  const { scope } = flow
  const { components, wants } =
    scope.kind === 'edges'
      ? { components: [...needs.components()], wants: needs.wants }
      : reachedFrom(needs, scope.client)
  const there = wants.filter(({ unit }) => up[unit])
  return { flow, needs, components, wants: Map.groupBy(there, ({ unit }) => unit) }
}

/** Flows over everything share one graph: along what the client needs and wants. */
function reachedFrom(
  needs: FlowNeeds,
  client: number,
): { readonly components: readonly number[]; readonly wants: readonly WantedUnit[] } {
  const { graph, componentsOf } = needs.many
  const byCaller = Map.groupBy(needs.wants, ({ caller }) => caller)
  const callers = new Set([client])
  const units = new Set([graph.unitOf[needs.root]!])
  for (const { unit } of byCaller.get(client) ?? []) units.add(unit)
  for (const unit of units) {
    for (const id of componentsOf(unit)) {
      if (callers.has(id)) continue
      callers.add(id)
      for (const want of byCaller.get(id) ?? []) units.add(want.unit)
    }
    for (let g = graph.groupOffsets[unit]!; g < graph.groupOffsets[unit + 1]!; g++) {
      for (let m = graph.memberOffsets[g]!; m < graph.memberOffsets[g + 1]!; m++) {
        units.add(graph.members[m]!)
      }
    }
  }
  const wants = [...callers].flatMap((caller) => byCaller.get(caller) ?? [])
  return { components: [...callers].filter((id) => id !== client), wants }
}
