// Model → Facts: each fact is computed when it is first asked for, and kept.

import { isWritten } from '#src/model/attributes.ts'
import { changed } from '#src/model/changed.ts'
import type { Flow, Model } from '#src/model/model.ts'
import { availabilityFacts } from './availability-answers.ts'
import { branchesOf } from './branches.ts'
import { flowOut } from './calls.ts'
import { chainsOf } from './chains.ts'
import { circlesOf } from './circles.ts'
import { nothing } from './events.ts'
import type { Call, Facts, Spread } from './facts.ts'
import {
  type FlowFailures,
  flowFailures,
  regionOutagesOf,
  singlePointsOf,
  zoneOutagesOf,
} from './failures.ts'
import { flowCirclesOf } from './flow-circles.ts'
import { piecesOf } from './flow-pieces.ts'
import { handOversOf } from './hand-overs.ts'
import { componentsInUse } from './in-use.ts'
import { latencyFacts } from './latency-answers.ts'
import { loadAnswers } from './load-answers.ts'
import { memo, once } from './once.ts'
import { copiedFrom, lieApart } from './other-places.ts'
import { breachesOf } from './policies.ts'
import { repeatedEdges } from './repeated-edges.ts'
import { requirementFacts } from './requirements/requirement-facts.ts'
import type { State } from './requirements/state.ts'
import { goingRound } from './rounds.ts'
import { type Reliability, reliabilityOf } from './serving.ts'
import { sharedFatesOf } from './shared-fates.ts'
import { singleEntriesOf } from './single-entries.ts'
import { routeOf, spreadKey } from './spread-key.ts'
import { startsOf } from './starts.ts'
import { neededCalls, unitsOf } from './units.ts'
import { useOf } from './use.ts'
import { type Walks, walksOf } from './walks.ts'
import { writePathsOf } from './write-paths.ts'
import { writingCalls } from './writers.ts'

export function analyze(model: Model): Facts {
  return normalState(model).facts
}

/** Nothing has failed, and as much is asked for as the file says. */
function normalState(model: Model): State {
  const reliability = reliabilityOf(model)
  const state: State = {
    model,
    reliability,
    facts: factsOf(reliability, () => state),
    failures: [],
    failed: nothing,
    load: 1,
    loads: () => state.facts,
    sureLoads: once(() => state.facts.loadsUnder({ guesses: 'left out' })),
    with: (changes) => normalState(changed(model, changes)),
  }
  return state
}

function factsOf(reliability: Reliability, normal: () => State): Facts {
  const { model } = reliability.system
  const { system, freedom } = reliability
  const walks = walksOf(system)
  const failures = memo((flow: Flow) => flowFailures(reliability, flow))
  const stops = memo((flow: Flow) => stoppedBy(failures(flow)))
  const inUse = once(() => componentsInUse(system, walks))
  const writing = once(() => writingCalls(system))
  const units = once(() => unitsOf(reliability))
  const spreads = once(() => spreadsOf(reliability))
  return {
    copiesUnwritten: !model.components.some(({ attributes }) =>
      ['replicas', 'autoscale', 'zones', 'managed'].some((name) => isWritten(attributes, name)),
    ),
    goingRound: (flow) => goingRound(reliability, flow),
    startsOf: (flow) => startsOf(system, flow),
    pieces: (flow) => piecesOf(system, flow),
    tolerance: (flow, events) => toleranceOf(failures(flow), events),
    ...walks,
    ...writePathsOf(reliability, walks),
    ...availabilityFacts(reliability),
    ...requirementFacts(normal),
    ...latencyFacts(reliability, walks),
    ...loadAnswers(reliability, (changes) => normal().with(changes).facts, { stoppedBy: stops }),
    neededTargets: (flow, component) => neededTargets(reliability, flow, component),
    needsOf: (component) => needsOf(reliability, component),
    isSourceOfTruth: (component) => isSourceOfTruth(reliability, walks, component),
    copiesTo: (component) => copiesTo(reliability, component),
    copiedFrom: (component) => copiedFrom(component, (id) => copiesTo(reliability, id)),
    lieApart: (one, other) => lieApart(model, one, other),
    ...handOversOf(system, walks),
    writesTo: (component) => writing().get(component) ?? [],
    isInUse: (component) => inUse().has(component),
    branchesOf: (components) => branchesOf(system, walks, components),
    singlePoints: once(() => singlePointsOf(model, failures)),
    zoneOutages: once(() => zoneOutagesOf(model, failures)),
    regionOutages: once(() => regionOutagesOf(reliability, failures)),
    sharedFates: once(() => sharedFatesOf(reliability, failures)),
    singleEntries: once(() => singleEntriesOf(reliability)),
    chainOn: memo(chainsOf(system, walks)),
    stoppedBy: stops,
    neverServed: once(() => neverServedOf(reliability, failures)),
    units,
    circles: once(() => circlesOf(reliability, units(), spreads())),
    spreads,
    flowCirclesOf: (unit) => flowCirclesOf(reliability, walks, unit),
    repeatedEdges: once(() => repeatedEdges(system, walks)),
    breaches: once(() => breachesOf(system, walks)),
    assumptions: freedom.assumptions,
  }
}

function neverServedOf(
  reliability: Reliability,
  failures: (flow: Flow) => FlowFailures,
): ReturnType<Facts['neverServed']> {
  return reliability.system.model.flows
    .filter((flow) => !failures(flow).served)
    .map((flow) => ({ flow, because: shortOn(reliability, flow) }))
}

function stoppedBy({ whole, places }: FlowFailures): readonly number[] {
  const { zones, regions } = places()
  return [...whole, ...zones, ...regions].sort((a, b) => a - b)
}

function toleranceOf(
  failures: FlowFailures,
  events: 'any' | 'copies' | 'zones' | 'regions',
): 0 | 1 | 2 {
  if (!failures.served) return 0
  const { copies, managed } = failures
  switch (events) {
    case 'copies':
      return copies.size > 0 ? 1 : 2
    case 'zones':
      return failures.places().zones.length > 0 ? 1 : 2
    case 'regions':
      return failures.places().regions.length > 0 ? 1 : 2
    case 'any': {
      const { zones, regions } = failures.places()
      return copies.size + managed.length + zones.length + regions.length > 0 ? 1 : 2
    }
  }
}

/** What the flow needs that needs more copies than it has. */
function shortOn(reliability: Reliability, flow: Flow): readonly number[] {
  const { many, root } = reliability.needs.of(flow)
  const { graph, componentsOf } = many
  const units = new Set([graph.unitOf[root]!])
  for (const unit of units) {
    for (let g = graph.groupOffsets[unit]!; g < graph.groupOffsets[unit + 1]!; g++) {
      for (let m = graph.memberOffsets[g]!; m < graph.memberOffsets[g + 1]!; m++) {
        units.add(graph.members[m]!)
      }
    }
  }
  const short = [...units].flatMap(componentsOf).filter(reliability.isShort)
  return [...new Set(short)].sort((a, b) => a - b)
}

function neededTargets(reliability: Reliability, flow: Flow, component: number): readonly number[] {
  const { system } = reliability
  const { components } = system.model
  const of = flow.scope.kind === 'edges' ? flowOut(system, flow.scope.edges) : undefined
  const out = (id: number) => (of ? (of.get(id) ?? []) : system.out[id]!)
  const found = new Set<number>()
  const passed = new Set([component])
  for (const caller of passed) {
    for (const { to } of neededCalls(reliability, out(caller))) {
      const targets =
        components[to]!.builtin === 'pool' ? system.targetsOf(to).slice(0, 1) : system.targetsOf(to)
      for (const target of targets) {
        if (components[target]!.builtin === 'dns') passed.add(target)
        else found.add(target)
      }
    }
  }
  found.delete(component)
  return [...found].sort((a, b) => a - b)
}

/** What a component cannot do without, itself included: its needs of which there is no alternative, and theirs. */
function needsOf(reliability: Reliability, id: number): readonly number[] {
  const { many, readUnit } = reliability.needs.everything()
  const { graph, componentsOf } = many
  const found = new Set([id])
  const units = new Set(readUnit(id) < 0 ? [] : [readUnit(id)])
  for (const unit of units) {
    for (const component of componentsOf(unit)) found.add(component)
    for (let g = graph.groupOffsets[unit]!; g < graph.groupOffsets[unit + 1]!; g++) {
      const first = graph.memberOffsets[g]!
      if (graph.memberOffsets[g + 1]! - first === 1) units.add(graph.members[first]!)
    }
  }
  return [...found].sort((a, b) => a - b)
}

function spreadsOf(reliability: Reliability): readonly Spread[] {
  const { system } = reliability
  const { components } = system.model
  return components.flatMap((component): readonly Spread[] => {
    if (component.builtin !== 'lb' && component.builtin !== 'dns') return []
    const classes = new Map<string, { targets: Set<number>; route: string | undefined }>()
    for (const edge of neededCalls(reliability, system.out[component.id]!)) {
      const group = system.model.groups[edge.edge.group]!
      if (group.needed !== 'all' && group.needed !== 1) continue
      const key = spreadKey(system, edge)
      const known = classes.get(key) ?? { targets: new Set(), route: routeOf(edge.attributes) }
      known.targets.add(edge.to)
      classes.set(key, known)
    }
    return [...classes.values()]
      .filter(({ targets }) => targets.size > 1)
      .map(({ targets, route }) => ({
        by: component.id,
        targets: [...targets],
        ...(route === undefined ? {} : { route }),
      }))
  })
}

function isSourceOfTruth(reliability: Reliability, walks: Walks, id: number): boolean {
  const { components } = reliability.system.model
  const { builtin } = components[id]!
  if (builtin !== 'database' && builtin !== 'blob') return false
  const copied = new Set(copiesTo(reliability, id))
  // A monitor watches what it has an edge to.
  const isUse = ({ from }: Call) => from !== id && components[from]!.builtin !== 'monitor'
  const into = walks.edgesInto(id).filter(isUse)
  if (into.some((call) => call.edge.arrow === '=>' && !copied.has(call.from))) return false
  return into.some(({ edge }) => edge.arrow !== '=>' && useOf(edge.attributes) !== 'reads')
}

function copiesTo({ system }: Reliability, id: number): readonly number[] {
  const edges = system.out[id]!.filter((edge) => edge.arrow === '=>')
  const targets = edges.flatMap((edge) => system.targetsOf(edge.to))
  return [...new Set(targets)].sort((a, b) => a - b)
}
