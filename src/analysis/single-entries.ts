// Alternatives in two regions that one region keeps the door to: every way of a flow to them passes an unmanaged
// lb or gateway that lies in that region, or the service there that chooses between them. Ways run along calls
// and messages, taken from a broker they run to the worker; a copy of data (`=>`) is no way. Without what keeps
// the door, and by dominators (src/graph/dominators.ts) for a service that is one, no way is left.

import { digraph, reachable } from '#src/graph/digraph.ts'
import { dominators, isDominatedBy } from '#src/graph/dominators.ts'
import type { Flow } from '#src/model/model.ts'
import { flowOut, type RunEdge, type System } from './calls.ts'
import { canFail, regionOf } from './copies.ts'
import type { SingleEntry } from './facts.ts'
import type { Reliability } from './serving.ts'
import { spreadKey } from './spread-key.ts'
import { startsOf } from './starts.ts'

const choosers = ['dns', 'cdn', 'lb', 'gateway', 'service']

/** By region, then entries. */
export function singleEntriesOf(reliability: Reliability): readonly SingleEntry[] {
  const { model } = reliability.system
  if (model.components.filter(({ builtin }) => builtin === 'region').length < 2) return []
  const regions = regionsOfComponents(reliability)
  if (!mayChoose(reliability, regions)) return []
  const found = model.flows.flatMap((flow) =>
    doorsOn(reliability, flow, regions).map((door) => ({ ...door, flow })),
  )
  const byDoor = Map.groupBy(found, ({ region, entries }) => `${region} ${entries.join()}`)
  const named = (ids: Iterable<number>) =>
    [...new Set(ids)].sort((a, b) => a - b).map((id) => model.components[id]!)
  return [...byDoor.values()]
    .map((alike) => ({
      region: model.components[alike[0]!.region]!,
      entries: named(alike[0]!.entries),
      alternatives: named(alike.flatMap(({ choice }) => choice.targets)),
      others: named(
        alike.flatMap(({ choice }) => choice.regions).filter((id) => id !== alike[0]!.region),
      ),
      flows: [...new Set(alike.map(({ flow }) => flow))],
    }))
    .sort((a, b) => a.region.id - b.region.id || a.entries[0]!.id - b.entries[0]!.id)
}

/** What one component can choose between: components, or containers that stand as one target. */
interface Choice {
  readonly by: number
  readonly targets: readonly number[]
  /** The single components that these are entered at. */
  readonly ends: readonly number[]
  /** Regions that they lie in. */
  readonly regions: readonly number[]
}

type Regions = (component: number) => readonly number[]

/** Regions that copies of a component lie in. */
function regionsOfComponents(reliability: Reliability): Regions {
  const { model } = reliability.system
  return (id) => {
    const component = model.components[id]!
    if (!canFail(component)) return []
    const all = component.managed
      ? [regionOf(model, component)]
      : reliability.shards(id).flatMap(({ copies }) => copies.map(({ region }) => region))
    return [...new Set(all)].filter((region) => region >= 0)
  }
}

/** Whether any component that chooses has an edge to two regions, on whatever flow. */
function mayChoose({ system }: Reliability, regions: Regions): boolean {
  return system.model.components.some(({ id, builtin }) => {
    if (!choosers.includes(builtin)) return false
    const ends = system.out[id]!.flatMap(({ to }) => system.targetsOf(to))
    return new Set(ends.flatMap(regions)).size > 1
  })
}

/** Choices between two regions, by who chooses. */
function choicesAmong(
  reliability: Reliability,
  edges: readonly RunEdge[],
  regions: Regions,
): readonly Choice[] {
  const { system } = reliability
  const isChoosing = (edge: RunEdge) =>
    edge.arrow !== '=>' &&
    choosers.includes(system.model.components[edge.from]!.builtin) &&
    !system.isConsumption(edge)
  const bySource = Map.groupBy(edges.filter(isChoosing), ({ from }) => from)
  return [...bySource].flatMap(([by, own]) =>
    alternativesOf(reliability, own).flatMap((targets): readonly Choice[] => {
      const ends = targets.flatMap((to) => system.targetsOf(to))
      const placed = targets.filter((to) => system.targetsOf(to).flatMap(regions).length > 0)
      const all = [...new Set(ends.flatMap(regions))]
      return all.length < 2 || placed.length < 2 ? [] : [{ by, ends, targets, regions: all }]
    }),
  )
}

/** Targets that one component can choose between: a `|` or `k of` of fewer than all, or what a lb or dns spreads over. */
function alternativesOf(
  { system, freedom }: Reliability,
  own: readonly RunEdge[],
): readonly (readonly number[])[] {
  const { components, groups } = system.model
  const { builtin } = components[own[0]!.from]!
  const spreads = builtin === 'lb' || builtin === 'dns'
  const choices: { readonly edges: readonly RunEdge[]; readonly needed: number }[] = []
  const spread: RunEdge[] = []
  for (const [group, edges] of Map.groupBy(own, ({ edge }) => edge.group)) {
    const { needed, arrow } = groups[group]!
    if (needed === 'all') {
      spread.push(...edges.filter((edge) => edge.arrow === '->' && !freedom.isFree(edge)))
    } else if (!edges.every((edge) => freedom.isFree(edge))) {
      const joins =
        spreads && needed === 1 && arrow === '->' && new Set(edges.map(keyOf)).size === 1
      if (joins) spread.push(...edges)
      else choices.push({ edges, needed })
    }
  }
  if (spreads) {
    for (const edges of Map.groupBy(spread, keyOf).values()) choices.push({ edges, needed: 1 })
  }
  return choices
    .map(({ edges, needed }) => ({ targets: [...new Set(edges.map(({ to }) => to))], needed }))
    .filter(({ targets, needed }) => targets.length > needed)
    .map(({ targets }) => targets)

  function keyOf(edge: RunEdge): string {
    return spreadKey(system, edge)
  }
}

interface Door {
  readonly region: number
  readonly entries: readonly number[]
  readonly choice: Choice
}

function doorsOn(reliability: Reliability, flow: Flow, regions: Regions): readonly Door[] {
  const { system } = reliability
  const { scope } = flow
  const edges = (
    scope.kind === 'edges' ? [...flowOut(system, scope.edges).values()] : system.out
  ).flat()
  const choices = choicesAmong(reliability, edges, regions)
  if (choices.length === 0) return []
  const ways = waysAlong(system, edges, startsOf(system, flow))
  const met = ways.from(ways.root)
  const there = choices.filter(({ by }) => met(by))
  const all = [...new Set(there.flatMap((choice) => choice.regions))].sort((a, b) => a - b)
  return all.flatMap((region) => {
    const liesThere = (id: number) => regions(id).length === 1 && regions(id)[0] === region
    const keepers = ways.nodes.filter((id) => isBalancer(system, id) && liesThere(id))
    const left = ways.without(keepers)
    return there
      .filter((choice) => choice.regions.includes(region))
      .flatMap((choice): readonly Door[] => {
        const open = choice.ends.filter((end) => left.arrives(end))
        const { builtin } = system.model.components[choice.by]!
        const isService = builtin === 'service' && liesThere(choice.by)
        const isKept = isService && open.every((end) => left.passes(end, choice.by))
        if (open.length > 0 && !isKept) return []
        const entries = keepers.filter((id) => left.arrives(id) && choice.ends.some(ways.from(id)))
        return [{ region, choice, entries: open.length > 0 ? [...entries, choice.by] : entries }]
      })
  })
}

function isBalancer({ model }: System, id: number): boolean {
  const { builtin, managed } = model.components[id]!
  return !managed && (builtin === 'lb' || builtin === 'gateway')
}

/** Where requests of a flow go; the root stands before its starts. */
interface Ways {
  readonly nodes: readonly number[]
  readonly root: number
  /** What can be reached from a component, itself included. */
  from(component: number): (component: number) => boolean
  /** What is left to go where nothing goes on from these. */
  without(closed: readonly number[]): {
    arrives(component: number): boolean
    /** Whether every way to the one passes the other. */
    passes(component: number, by: number): boolean
  }
}

function waysAlong(system: System, edges: readonly RunEdge[], starts: readonly number[]): Ways {
  const root = -1
  const pairs = edges
    .filter(({ arrow }) => arrow !== '=>')
    .flatMap((edge): readonly (readonly [number, number])[] =>
      system.isConsumption(edge)
        ? [[edge.to, edge.from]]
        : system.targetsOf(edge.to).map((to) => [edge.from, to] as const),
    )
    .concat(starts.map((start) => [root, start] as const))
  const nodes = [...new Set(pairs.flat())].sort((a, b) => a - b)
  const places = new Map(nodes.map((id, place) => [id, place]))
  const place = (id: number) => places.get(id) ?? -1
  const graphOf = (some: readonly (readonly [number, number])[]) =>
    digraph(
      nodes.length,
      some.map(([from]) => place(from)),
      some.map(([, to]) => place(to)),
    )
  const whole = graphOf(pairs)
  return {
    nodes: nodes.filter((id) => id !== root),
    root,
    from(component) {
      const met = reachable(whole, [place(component)])
      return (id) => met[place(id)] === 1
    },
    without(closed) {
      const shut = new Set(closed)
      const idom = dominators(graphOf(pairs.filter(([from]) => !shut.has(from))), place(root))
      return {
        arrives: (id) => idom[place(id)] !== undefined && idom[place(id)] !== -1,
        passes: (id, by) => isDominatedBy(idom, place(id), place(by)),
      }
    },
  }
}
