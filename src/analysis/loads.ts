// Model → load: layers of edges, demand, and what follows from them as it is, and after failures. Nothing is computed
// before it is asked for, and nothing at all where nobody says how much begins.

import { mayGoRound, type Steps, stepsOver } from './amplifying.ts'
import type { FailureEvent } from './copies.ts'
import { type Demand, demandOf, hasDemand } from './demand.ts'
import type { Layer, TransferGround } from './layer.ts'
import { everythingOf, layersOf, sharedGround } from './layers-of.ts'
import { type FlowLayer, networkOf, solvedNetwork, type TransfersOf } from './load.ts'
import { loadsAfter, reachOn } from './load-after.ts'
import type { Condition, Filled, Loads } from './load-facts.ts'
import { islandsOf } from './load-islands.ts'
import { type LoadNetwork, readOff } from './load-read.ts'
import {
  fullIn,
  loadsIn,
  noLoads,
  type OtherLoads,
  perhapsIn,
  type SureOf,
  setOf,
  utilizationsIn,
  withLeftOut,
} from './loads-in.ts'
import { memo, once } from './once.ts'
import type { Reliability } from './serving.ts'
import { standing } from './standing.ts'
import { transfersFrom } from './transfers.ts'
import { utilizationOf } from './utilization.ts'

/** Layers with what begins on them. */
export interface Part {
  readonly layers: readonly FlowLayer[]
  readonly demand: Demand
}

export interface LoadAnalysis {
  hasDemand(): boolean
  demand(): Demand
  /** As everything works. */
  usual(): Loads
  under(condition: Condition): Loads
  /** All that can bring anything to where the component is, whatever fails; the same object for all that it holds. */
  around(component: number): Part
  /** What `under` says of what is in the part. */
  underIn(part: Part, condition: Condition): Loads
  filledBy(failed: readonly FailureEvent[]): Filled
  /** Over all declared edges. */
  everything(): Layer
  ground(condition: Condition): TransferGround
  /** What goes on from node to node, along flows where some are declared; nothing where nothing can come back. */
  steps(): Steps
}

export function loadAnalysis(reliability: Reliability): LoadAnalysis {
  const { system } = reliability
  const { model } = system
  const { components } = model
  const asked = once(() => hasDemand(system.model))
  const demand = once(() => demandOf(system))
  const shared = once(() => sharedGround(system))
  const everything = once(() => everythingOf(system))
  const layers = once(() => layersOf(system, everything))
  const ground = ({ failed = [], guesses = 'counted' }: Condition): TransferGround => ({
    reliability,
    standing: standing(reliability, failed),
    guesses,
    ...shared(),
  })
  /** The same for what is asked on the layers alone: only what the failures reach is looked at. */
  const groundNear = (condition: Condition): TransferGround => {
    const { failed = [], guesses = 'counted' } = condition
    const reached = failed.length === 0 ? undefined : reach()?.(failed)
    if (!reached) return ground(condition)
    const left = standing(reliability, failed, reached.lostUnits)
    return { reliability, standing: left, guesses, ...shared() }
  }
  const transfersOn =
    (on: TransferGround): TransfersOf =>
    (layer, id) =>
      transfersFrom(on, layer, id)
  const networkOn = (after: TransferGround, load: number, part: Part = whole()): LoadNetwork =>
    readOff(components, solvedNetwork(transfersOn(after), part.layers, part.demand, load))
  const under = (condition: Condition, part?: Part): Loads => {
    if (!asked()) return noLoads
    const after = once(() => (part ? groundNear(condition) : ground(condition)))
    const found = once(() => networkOn(after(), condition.load ?? 1, part))
    return loadsIn(components, after, found, othersFor(condition))
  }
  const islands = once(() => islandsOf(normal(), layers(), demand()))
  /** By the numbers of islands. */
  const partOf = memo(
    (some: string): Part => islands().part(new Set(some.split(' ').filter(Boolean).map(Number))),
  )
  const othersFor = (condition: Condition): OtherLoads => ({
    surely: once(() => under({ ...condition, guesses: 'left out' })),
    usual: () => usual(),
  })
  const whole = once((): Part => ({ layers: layers(), demand: demand() }))
  const normal = once(() => ground({}))
  const network = once(() => networkOn(normal(), 1))
  const usual: () => Loads = once(() =>
    asked() ? loadsIn(components, normal, network, othersFor({})) : noLoads,
  )
  const reach = once(() => reachOn(reliability, layers()))
  const afterIn = (on: TransferGround, all: LoadNetwork) => {
    const reachedBy = reach()
    return reachedBy && loadsAfter(on, layers(), islands(), reachedBy, all, demand())
  }
  const afterLoss = once(() => afterIn(normal(), network()))
  const isFullNow = once(() => setOf(usual().full()))
  const mayBeFullNow = once(() => setOf(usual().perhapsFull()))
  const sureGround = once(() => ground({ guesses: 'left out' }))
  const sureAfterLoss = once(() => afterIn(sureGround(), networkOn(sureGround(), 1)))
  /** After a loss, by what is known alone. */
  const surelyAfter = (failed: readonly FailureEvent[]): SureOf => {
    const after = once(() => sureAfterLoss()?.(failed))
    const all = once(() => under({ failed, guesses: 'left out' }))
    return (id) => {
      const found = after()
      if (!found) return all().utilization(id)
      const load = withLeftOut(found.load(id), () => usual().load(id))
      return utilizationOf(components[id]!, load, found.standing)
    }
  }
  const filledBy = (failed: readonly FailureEvent[]): Filled => {
    if (!asked()) return { full: [], perhaps: [], work: 0 }
    const after = afterLoss()?.(failed)
    const all = after ? utilizationsIn(components, after) : under({ failed }).saturations()
    const full = fullIn(all, surelyAfter(failed))
    return {
      full: full.filter(({ component }) => !isFullNow().has(component)),
      perhaps: perhapsIn(all, full).filter(
        ({ component }) => !isFullNow().has(component) && !mayBeFullNow().has(component),
      ),
      work: after ? after.work : wholeWork(),
    }
  }
  const wholeWork = once(() =>
    model.flows.reduce(
      (sum, { scope }) => sum + (scope.kind === 'edges' ? scope.edges.length : 0),
      model.edges.length,
    ),
  )
  return {
    hasDemand: asked,
    demand,
    usual,
    under: (condition) => under(condition),
    around: (component) => {
      const touched = islands().touching([component])
      return partOf([...touched].sort((a, b) => a - b).join(' '))
    },
    underIn: (part, condition) => under(condition, part),
    filledBy,
    everything,
    ground,
    steps() {
      const all = layers().map(({ layer }) => layer)
      if (!mayGoRound(system, all.length > 0 ? all : [everything()])) {
        return { nodeCount: 0, steps: [] }
      }
      if (system.model.flows.some(({ scope }) => scope.kind === 'edges')) {
        const { nodeCount, arcs } = networkOf(transfersOn(normal()), layers(), demand(), 1)
        return { nodeCount, steps: arcs }
      }
      return { nodeCount: components.length, steps: stepsOver(normal(), everything()) }
    },
  }
}
