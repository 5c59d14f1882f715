// Model → load: layers of edges, demand, and what follows from them as it is, and after failures. Nothing is computed
// before it is asked for, and nothing at all where nobody says how much begins. It is past 250 lines
// because all of it is read off the same layers and demand.

import type { Component } from '#src/model/model.ts'
import { mayGoRound, type Steps, stepsOver } from './amplifying.ts'
import type { System } from './calls.ts'
import type { FailureEvent } from './copies.ts'
import { type Demand, demandOf, hasDemand } from './demand.ts'
import type { Layer, TransferGround } from './layer.ts'
import { everythingOf, layersOf, sharedGround } from './layers-of.ts'
import { type FlowLayer, networkOf, solvedNetwork, type TransfersOf } from './load.ts'
import { type LoadAfter, loadsAfter, reachOn } from './load-after.ts'
import type { Condition, Filled, Guess, Load, Loads, Utilization } from './load-facts.ts'
import { islandsOf } from './load-islands.ts'
import { type LoadNetwork, readOff } from './load-read.ts'
import { memo, once } from './once.ts'
import type { Reliability } from './serving.ts'
import { withMoreCopies } from './sharing.ts'
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
    return loadsIn(system, after, found, othersFor(condition))
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
    asked() ? loadsIn(system, normal, network, othersFor({})) : noLoads,
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
    const whole = once(() => under({ failed, guesses: 'left out' }))
    return (id) => {
      const found = after()
      if (!found) return whole().utilization(id)
      const leftOut = (): readonly Guess[] => usual().load(id)?.guesses() ?? []
      return utilizationOf(components[id]!, { ...found.load(id), leftOut }, found.standing)
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
      if (
        !mayGoRound(
          system,
          layers().length > 0 ? layers().map(({ layer }) => layer) : [everything()],
        )
      )
        return { nodeCount: 0, steps: [] }
      if (system.model.flows.some(({ scope }) => scope.kind === 'edges')) {
        const { nodeCount, arcs } = networkOf(transfersOn(normal()), layers(), demand(), 1)
        return { nodeCount, steps: arcs }
      }
      return { nodeCount: components.length, steps: stepsOver(normal(), everything()) }
    },
  }
}

const noLoads: Loads = {
  load: () => undefined,
  utilization: () => undefined,
  utilizationWith: () => undefined,
  saturations: () => [],
  full: () => [],
  perhapsFull: () => [],
  carried: () => [],
  choices: () => [],
}

/** How busy a component is by what is known alone. */
type SureOf = (component: number) => Utilization | undefined

interface OtherLoads {
  /** Under the same condition what is known alone. */
  readonly surely: () => Loads
  readonly usual: () => Loads
}

function loadsIn(
  { model: { components } }: System,
  ground: () => TransferGround,
  network: () => LoadNetwork,
  { surely, usual }: OtherLoads,
): Loads {
  const load = (id: number): Load => {
    const own = network().load(id)
    if (ground().guesses !== 'left out') return own
    const leftOut = (): readonly Guess[] => usual().load(id)?.guesses() ?? []
    return { ...own, leftOut }
  }
  const utilizations = once(() =>
    components.map((component) =>
      component.attributes.has('capacity')
        ? utilizationOf(component, load(component.id), ground().standing)
        : undefined,
    ),
  )
  const sharing = once(() => network().sharing())
  const saturations = once(() =>
    utilizations()
      .filter((one): one is Utilization => one !== undefined && one.peak > 0)
      .sort(fuller),
  )
  const full = once(() => fullIn(saturations(), (id) => surely().utilization(id)))
  return {
    load,
    utilization: (id) => utilizations()[id],
    saturations,
    full,
    perhapsFull: once(() => perhapsIn(saturations(), full())),
    utilizationWith: (id, working, moreCopies) => {
      const own = load(id)
      const peak = withMoreCopies(own.peak, sharing().get(id) ?? [], moreCopies)
      return utilizationOf(components[id]!, { ...own, peak }, ground().standing, working)
    },
    carried: once(() => network().carried()),
    choices: once(() => network().choices()),
  }
}

/** By what is known; where that is not all, by what is known alone. */
function fullIn(all: readonly Utilization[], sureOf: SureOf): readonly Utilization[] {
  const certain = (one: Utilization): readonly Utilization[] => {
    if (one.isKnown || one.load.isKnown) return one.isKnown ? [one] : []
    const sure = sureOf(one.component)
    return sure?.isKnown && sure.peak >= 1 ? [sure] : []
  }
  return all
    .filter(({ peak }) => peak >= 1)
    .flatMap(certain)
    .sort(fuller)
}

/** By an upper bound, and not by what is known. */
function perhapsIn(
  all: readonly Utilization[],
  full: readonly Utilization[],
): readonly Utilization[] {
  const known = setOf(full)
  return all
    .filter(({ component, load, peak }) => peak > 1 && !load.isKnown && !known.has(component))
    .sort(fuller)
}

function setOf(used: readonly Utilization[]): ReadonlySet<number> {
  return new Set(used.map(({ component }) => component))
}

function utilizationsIn(
  components: readonly Component[],
  { candidates, load, standing }: LoadAfter,
): readonly Utilization[] {
  return candidates.flatMap((id) => {
    const component = components[id]!
    return utilizationOf(component, load(id), standing) ?? []
  })
}

function fuller(a: Utilization, b: Utilization): number {
  return b.peak - a.peak || a.component - b.component
}
