// Model → load: layers of edges, demand, and what follows from them as it is, and after failures. Nothing is computed
// before it is asked for, and nothing at all where nobody says how much begins.

import { isWritten } from '#src/model/attributes.ts'
import type { Flow } from '#src/model/model.ts'
import { isStore } from '#src/model/roles.ts'
import { type Steps, stepsOver } from './amplifying.ts'
import { flowOut, type RunEdge, type System } from './calls.ts'
import { type Demand, demandOf, hasDemand } from './demand.ts'
import type { Layer, TransferGround } from './layer.ts'
import { type LoadNetwork, loadNetwork, networkOf } from './load.ts'
import type { Condition, Guess, Load, Loads, Utilization } from './load-facts.ts'
import { once } from './once.ts'
import type { Reliability } from './serving.ts'
import { withMoreCopies } from './sharing.ts'
import { standing } from './standing.ts'
import { utilizationOf } from './utilization.ts'

export interface LoadAnalysis {
  hasDemand(): boolean
  /** As everything works. */
  usual(): Loads
  under(condition: Condition): Loads
  /** Over all declared edges. */
  everything(): Layer
  ground(condition: Condition): TransferGround
  /** What goes on from node to node, along flows where some are declared. */
  steps(): Steps
}

export function loadAnalysis(reliability: Reliability): LoadAnalysis {
  const { system } = reliability
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
  const under = (condition: Condition): Loads => {
    if (!asked()) return noLoads
    const surely = once(() => under({ ...condition, guesses: 'left out' }))
    const others = { surely, usual: () => usual() }
    return loadsIn(ground(condition), layers(), demand(), condition.load ?? 1, others)
  }
  const usual: () => Loads = once(() => under({}))
  return {
    hasDemand: asked,
    usual,
    under,
    everything,
    ground,
    steps() {
      const isDeclared = system.model.flows.some(({ scope }) => scope.kind === 'edges')
      if (isDeclared) {
        const { nodeCount, arcs } = networkOf(ground({}), layers(), demand(), 1)
        return { nodeCount, steps: arcs }
      }
      const { length } = system.model.components
      return { nodeCount: length, steps: stepsOver(ground({}), everything()) }
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
  ground: TransferGround,
  layers: readonly { readonly layer: Layer; readonly flows: readonly Flow[] }[],
  demand: Demand,
  factor: number,
  { surely, usual }: OtherLoads,
): Loads {
  const { components } = ground.reliability.system.model
  const network = once((): LoadNetwork => loadNetwork(ground, layers, demand, factor))
  const load = (id: number): Load => {
    const own = network().load(id)
    const leftOut = (): readonly Guess[] => usual().load(id)?.guesses() ?? []
    return ground.guesses === 'left out' ? { ...own, leftOut } : own
  }
  const utilizations = once(() =>
    components.map((component) =>
      component.attributes.has('capacity')
        ? utilizationOf(component, load(component.id), ground.standing)
        : undefined,
    ),
  )
  const sharing = once(() => network().sharing())
  const saturations = once(() =>
    utilizations()
      .filter((one): one is Utilization => one !== undefined && one.peak > 0)
      .sort(fuller),
  )
  const certain = (one: Utilization): readonly Utilization[] => {
    if (one.isKnown || one.load.isKnown) return one.isKnown ? [one] : []
    const sure = surely().utilization(one.component)
    return sure?.isKnown && sure.peak >= 1 ? [sure] : []
  }
  return {
    load,
    utilization: (id) => utilizations()[id],
    saturations,
    full: once(() =>
      saturations()
        .filter(({ peak }) => peak >= 1)
        .flatMap(certain)
        .sort(fuller),
    ),
    utilizationWith: (id, working, moreCopies) => {
      const own = load(id)
      const peak = withMoreCopies(own.peak, sharing().get(id) ?? [], moreCopies)
      return utilizationOf(components[id]!, { ...own, peak }, ground.standing, working)
    },
    carried: once(() => network().carried()),
    choices: once(() => network().choices()),
  }
}

function fuller(a: Utilization, b: Utilization): number {
  return b.peak - a.peak || a.component - b.component
}

function layersOf(
  system: System,
  everything: () => Layer,
): readonly { readonly layer: Layer; readonly flows: readonly Flow[] }[] {
  const { flows } = system.model
  const implicit = flows.filter(({ scope }) => scope.kind === 'everything')
  const entrance = wayIn(system)
  const declared = flows.flatMap((flow) => {
    if (flow.scope.kind === 'everything') return []
    const out = flowOut(system, flow.scope.edges)
    const named = new Set(flow.scope.edges.filter((one) => one.named).map(({ edge }) => edge))
    const layer: Layer = {
      flow,
      out: (id) => out.get(id) ?? [],
      polling: pollingIn(system, out.values()),
      isCounted: (edge) => named.has(edge.edge.id) || isCounted(edge) || entrance.has(edge.from),
    }
    return [{ layer, flows: [flow] }]
  })
  return implicit.length === 0 ? declared : [...declared, { layer: everything(), flows: implicit }]
}

function everythingOf(system: System): Layer {
  const entrance = wayIn(system)
  return {
    flow: undefined,
    out: (id) => system.out[id]!,
    polling: pollingIn(system, system.out),
    isCounted: (edge) => isCounted(edge) || entrance.has(edge.from),
  }
}

function isCounted({ attributes }: RunEdge): boolean {
  return ['calls', 'reads', 'writes'].some((name) => isWritten(attributes, name))
}

/** Clients and what they pass on the way to their entry: each request comes by once. */
function wayIn(system: System): ReadonlySet<number> {
  const { components } = system.model
  const passed = new Set(
    components.filter(({ builtin }) => builtin === 'client').map(({ id }) => id),
  )
  for (const id of passed) {
    for (const { arrow, to } of system.out[id]!) {
      if (arrow !== '->') continue
      for (const target of system.targetsOf(to)) {
        if (['dns', 'cdn', 'lb'].includes(components[target]!.builtin)) passed.add(target)
      }
    }
  }
  return passed
}

function pollingIn(
  system: System,
  out: Iterable<readonly RunEdge[]>,
): (broker: number) => readonly RunEdge[] {
  const polling = once(() => {
    const found = new Map<number, RunEdge[]>()
    for (const edge of [...out].flat()) {
      if (!system.isConsumption(edge)) continue
      const known = found.get(edge.to)
      // A flow may name a container and what is in it.
      const isAgain = known?.some((one) => one.edge === edge.edge && one.from === edge.from)
      if (!known) found.set(edge.to, [edge])
      else if (!isAgain) known.push(edge)
    }
    return found
  })
  return (broker) => polling().get(broker) ?? []
}

function sharedGround(system: System): Pick<TransferGround, 'consumersOf' | 'isWrittenTo'> {
  const { flows, components } = system.model
  const polling = pollingIn(system, system.out)
  const written = once(() => {
    const ofFlows = flows.flatMap(({ scope }) =>
      scope.kind === 'edges' ? [...flowOut(system, scope.edges).values()].flat() : [],
    )
    const writing = [...system.out.flat(), ...ofFlows].filter(({ attributes }) => {
      const value = attributes.get('writes')?.value
      return value?.kind === 'number' && value.value > 0
    })
    return new Set(writing.flatMap(({ to }) => system.targetsOf(to)))
  })
  return {
    consumersOf: (broker) => [...system.out[broker]!, ...polling(broker)],
    isWrittenTo: (cache) =>
      (isStore(components[cache]!) || components[cache]!.builtin === 'cdn') && written().has(cache),
  }
}
