// Circles of edges that send back as many requests as they get, as their authors have written it: each edge says how
// often it is called, caches on the way say what they hold. Such a circle is a mistake whatever is asked of it. One is
// told for each strongly connected part, the shortest; where several small ones add up, all of the part.

import { digraph } from '#src/graph/digraph.ts'
import { strongComponents } from '#src/graph/strong-components.ts'
import { trafficNetwork } from '#src/graph/traffic.ts'
import { isWritten } from '#src/model/attributes.ts'
import type { Edge } from '#src/model/model.ts'
import type { System } from './calls.ts'
import type { Layer, TransferGround } from './layer.ts'
import type { AmplifyingCycle } from './load-facts.ts'
import { transfersFrom } from './transfers.ts'

interface Step {
  readonly from: number
  readonly to: number
  readonly edge: Edge
  readonly gain: number
}

/** Gains this near to 1 are 1. */
const nearly = 1e-9

export function amplifyingCycles(ground: TransferGround, layer: Layer): readonly AmplifyingCycle[] {
  const { system } = ground.reliability
  const { components } = system.model
  const steps = componentsInCircles(system, layer).flatMap((id) => stepsFrom(ground, layer, id))
  if (steps.length === 0) return []
  const network = trafficNetwork(
    components.length,
    steps.map(({ from }) => from),
    steps.map(({ to }) => to),
    steps.map(({ gain }) => gain),
  )
  const inside = steps.filter(({ from, to }) => network.partOf[from] === network.partOf[to])
  const parts = Map.groupBy(inside, ({ from }) => network.partOf[from]!)
  return [...parts]
    .filter(([part]) => network.gainsAtLeastOne(part))
    .map(([, own]) => cycleIn(own))
    .sort((a, b) => a.components[0]! - b.components[0]!)
}

/**
 * Components from which edges that say how often they are called lead back to them, ascending: wherever these edges
 * may end, so that most systems have none and nothing is computed of what their edges carry.
 */
function componentsInCircles(system: System, layer: Layer): readonly number[] {
  const { components } = system.model
  const from: number[] = []
  const to: number[] = []
  for (const { id } of components) {
    for (const edge of layer.out(id)) {
      if (edge.arrow === '=>' || !saysHowOften(edge.attributes)) continue
      for (const target of system.targetsOf(edge.to)) {
        from.push(id)
        to.push(target)
      }
      if (!system.isConsumption(edge)) continue
      from.push(edge.to)
      to.push(id)
    }
  }
  if (from.length === 0) return []
  const { of, count } = strongComponents(digraph(components.length, from, to))
  const sizes = new Int32Array(count)
  for (const part of of) sizes[part]!++
  const calling = new Set(from.filter((id, edge) => id === to[edge] || sizes[of[id]!]! > 1))
  return [...calling].sort((a, b) => a - b)
}

function stepsFrom(ground: TransferGround, layer: Layer, id: number): readonly Step[] {
  return transfersFrom(ground, layer, id).flatMap(({ edge, from, to, perRead, guesses }) => {
    const gain = perRead.reads + perRead.writes
    if (gain === 0 || !saysHowOften(edge.attributes)) return []
    if (guesses.some(({ kind }) => kind === 'hit')) return []
    return [{ from, to, edge: edge.edge, gain }]
  })
}

function saysHowOften(attributes: Edge['attributes']): boolean {
  return ['calls', 'reads', 'writes'].some((name) => isWritten(attributes, name))
}

/** Longer circles than this are shown as the whole part. */
const longest = 12

function cycleIn(steps: readonly Step[]): AmplifyingCycle {
  const nodes = [...new Set(steps.map(({ from }) => from))].sort((a, b) => a - b)
  for (let length = 1; length <= Math.min(longest, nodes.length); length++) {
    for (const start of nodes) {
      const walk = bestWalk(steps, start, length)
      const gain = walk?.reduce((product, step) => product * step.gain, 1) ?? 0
      if (walk && gain >= 1 - nearly) return shown(walk, gain)
    }
  }
  return shown(steps, radiusOf(nodes, steps))
}

function shown(steps: readonly Step[], gain: number): AmplifyingCycle {
  return {
    components: [...new Set(steps.map(({ from }) => from))],
    edges: steps.map(({ edge }) => edge),
    factors: steps.map((step) => step.gain),
    gain,
  }
}

/** Of the walks of this length that come back to their start, one with the greatest product. */
function bestWalk(
  steps: readonly Step[],
  start: number,
  length: number,
): readonly Step[] | undefined {
  let reached = new Map<number, { readonly gain: number; readonly walk: readonly Step[] }>([
    [start, { gain: 1, walk: [] }],
  ])
  for (let made = 0; made < length; made++) {
    const next = new Map<number, { readonly gain: number; readonly walk: readonly Step[] }>()
    for (const step of steps) {
      const before = reached.get(step.from)
      if (!before) continue
      const gain = before.gain * step.gain
      if (gain <= (next.get(step.to)?.gain ?? 0)) continue
      next.set(step.to, { gain, walk: [...before.walk, step] })
    }
    reached = next
  }
  return reached.get(start)?.walk
}

/** By how much a round of the whole part grows, in the long run: the power method on I + A. */
function radiusOf(nodes: readonly number[], steps: readonly Step[]): number {
  let amounts = new Map(nodes.map((node) => [node, 1]))
  let radius = 1
  for (let round = 0; round < 200; round++) {
    const next = new Map(amounts)
    for (const { from, to, gain } of steps) {
      next.set(to, next.get(to)! + amounts.get(from)! * gain)
    }
    const most = Math.max(...next.values())
    radius = most / Math.max(...amounts.values()) - 1
    amounts = new Map([...next].map(([node, amount]) => [node, amount / most]))
  }
  return radius
}
