// Model → load: layers of edges, demand, and what follows from them as it is, and after failures. Nothing is computed
// before it is asked for, and nothing at all where nobody says how much begins.

import type { Component } from '#src/model/model.ts'
import { mayGoRound, type Steps, stepsOver } from './amplifying.ts'
import type { System } from './calls.ts'
import type { FailureEvent } from './copies.ts'
import { type Demand, demandOf, hasDemand } from './demand.ts'
import type { Layer, TransferGround } from './layer.ts'
import { networkOf, solvedNetwork, type TransfersOf } from './load.ts'
import { type LoadAfter, loadsAfter } from './load-after.ts'
import type { Condition, Filled, Guess, Load, Loads, Utilization } from './load-facts.ts'
import { everythingOf, layersOf, sharedGround } from './load-layers.ts'
import { type LoadNetwork, readOff } from './load-read.ts'
import { once } from './once.ts'
import type { Reliability } from './serving.ts'
import { withMoreCopies } from './sharing.ts'
import { standing } from './standing.ts'
import { transfersFrom } from './transfers.ts'
import { utilizationOf } from './utilization.ts'

export interface LoadAnalysis {
  hasDemand(): boolean
  demand(): Demand
  /** As everything works. */
  usual(): Loads
  under(condition: Condition): Loads
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
  const transfersOn =
    (on: TransferGround): TransfersOf =>
    (layer, id) =>
      transfersFrom(on, layer, id)
  const networkAfter = (after: TransferGround, load: number): LoadNetwork =>
    readOff(components, solvedNetwork(transfersOn(after), layers(), demand(), load))
  const under = (condition: Condition): Loads => {
    if (!asked()) return noLoads
    const after = once(() => ground(condition))
    const found = once(() => networkAfter(after(), condition.load ?? 1))
    return loadsIn(system, after, found, othersFor(condition))
  }
  const othersFor = (condition: Condition): OtherLoads => ({
    surely: once(() => under({ ...condition, guesses: 'left out' })),
    usual: () => usual(),
  })
  const normal = once(() => ground({}))
  const network = once(() => networkAfter(normal(), 1))
  const usual: () => Loads = once(() =>
    asked() ? loadsIn(system, normal, network, othersFor({})) : noLoads,
  )
  const afterLoss = once(() => loadsAfter(normal(), layers(), demand(), network()))
  const isFullNow = once(
    () =>
      new Set(
        usual()
          .full()
          .map(({ component }) => component),
      ),
  )
  const surelyGround = once(() => ground({ guesses: 'left out' }))
  const surelyAfterLoss = once(() =>
    loadsAfter(surelyGround(), layers(), demand(), networkAfter(surelyGround(), 1)),
  )
  /** By what is known alone; undefined for what is not full by it, or was. */
  const surelyAfter = (failed: readonly FailureEvent[]): Pick<Loads, 'utilization'> => {
    const after = surelyAfterLoss()?.(failed)
    if (!after) return under({ failed, guesses: 'left out' })
    const leftOut = (id: number) => (): readonly Guess[] => usual().load(id)?.guesses() ?? []
    const withLeftOut = (id: number): Load => ({ ...after.load(id), leftOut: leftOut(id) })
    const found = once(() => utilizationsIn(components, { ...after, load: withLeftOut }))
    return { utilization: (id) => found().find(({ component }) => component === id) }
  }
  const filledBy = (failed: readonly FailureEvent[]): Filled => {
    if (!asked()) return { full: [], work: 0 }
    const after = afterLoss()?.(failed)
    const all = after ? utilizationsIn(components, after) : under({ failed }).saturations()
    const full = fullIn(
      all,
      once(() => surelyAfter(failed)),
    )
    return {
      full: full.filter(({ component }) => !isFullNow().has(component)),
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
    under,
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
  carried: () => [],
  choices: () => [],
}

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
  return {
    load,
    utilization: (id) => utilizations()[id],
    saturations,
    full: once(() => fullIn(saturations(), surely)),
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
function fullIn(
  all: readonly Utilization[],
  surely: () => Pick<Loads, 'utilization'>,
): readonly Utilization[] {
  const certain = (one: Utilization): readonly Utilization[] => {
    if (one.isKnown || one.load.isKnown) return one.isKnown ? [one] : []
    const sure = surely().utilization(one.component)
    return sure?.isKnown && sure.peak >= 1 ? [sure] : []
  }
  return all
    .filter(({ peak }) => peak >= 1)
    .flatMap(certain)
    .sort(fuller)
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
