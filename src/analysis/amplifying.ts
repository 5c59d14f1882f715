// Circles of edges that send back as many requests as they get, as their authors have written it: each edge says how
// often it is called, caches on the way say what they hold. Such a circle is a mistake whatever is asked of it. Where
// flows are declared it has to go round along them, from flow to flow. One is told for each strongly connected part, the
// shortest; where several small ones add up, all of the part.

import { digraph } from '#src/graph/digraph.ts'
import { strongComponents } from '#src/graph/strong-components.ts'
import { trafficNetwork } from '#src/graph/traffic.ts'
import { isWritten } from '#src/model/attributes.ts'
import type { Attributes } from '#src/model/model.ts'
import type { System } from './calls.ts'
import type { Layer, TransferGround } from './layer.ts'
import type { AmplifyingCycle } from './load-facts.ts'
import { type Transfer, transfersFrom } from './transfers.ts'

/** What goes on from one node to another; what one flow brings to the start of another takes no edge. */
export interface Step {
  readonly from: number
  readonly to: number
  readonly gain: number
  readonly transfer: Transfer | undefined
}

export interface Steps {
  readonly nodeCount: number
  readonly steps: readonly Step[]
}

/** Gains this near to 1 are 1. */
const nearly = 1e-9

/** Circles of the steps that load takes, where each edge on the way says how often; of one circle in several flows the worst. */
export function amplifyingCycles({ nodeCount, steps: all }: Steps): readonly AmplifyingCycle[] {
  const steps = all.filter(({ transfer }) => !transfer || isSaid(transfer))
  if (steps.every(({ transfer }) => !transfer)) return []
  const network = trafficNetwork(
    nodeCount,
    steps.map(({ from }) => from),
    steps.map(({ to }) => to),
    steps.map(({ gain }) => gain),
  )
  const inside = steps.filter(({ from, to }) => network.partOf[from] === network.partOf[to])
  const parts = Map.groupBy(inside, ({ from }) => network.partOf[from]!)
  const found = [...parts]
    .filter(([part]) => network.gainsAtLeastOne(part))
    .map(([, own]) => cycleIn(own))
    .sort((a, b) => a.components[0]! - b.components[0]! || b.gain - a.gain)
  const nameOf = ({ components }: AmplifyingCycle): string => [...components].sort().join(' ')
  return [...Map.groupBy(found, nameOf).values()].map((alike) => alike[0]!)
}

/**
 * Whether edges that say how often they are called lead back to a component, wherever they may end and whatever takes
 * them: in most systems none do, and nothing is computed of what their edges carry.
 */
export function mayGoRound(system: System, layers: readonly Layer[]): boolean {
  const { components } = system.model
  const from: number[] = []
  const to: number[] = []
  for (const { id } of components) {
    for (const edge of layers.flatMap((layer) => layer.out(id))) {
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
  if (from.length === 0) return false
  const { count } = strongComponents(digraph(components.length, from, to))
  return count < components.length || from.some((id, edge) => id === to[edge])
}

/** Over all that a layer declares, a node for each component. */
export function stepsOver(ground: TransferGround, layer: Layer): readonly Step[] {
  return ground.reliability.system.model.components.flatMap(({ id }) =>
    transfersFrom(ground, layer, id).flatMap((transfer) => {
      const { from, to, perRead } = transfer
      const gain = perRead.reads + perRead.writes
      return gain === 0 ? [] : [{ from, to, gain, transfer }]
    }),
  )
}

function isSaid({ edge, guesses }: Transfer): boolean {
  return saysHowOften(edge.attributes) && guesses.every(({ kind }) => kind !== 'hit')
}

function saysHowOften(attributes: Attributes): boolean {
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
  const taken = steps.flatMap(({ transfer, gain: factor }) =>
    transfer ? [{ component: transfer.from, edge: transfer.edge.edge, factor }] : [],
  )
  return {
    components: [...new Set(taken.map(({ component }) => component))],
    edges: taken.map(({ edge }) => edge),
    factors: taken.map(({ factor }) => factor),
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
