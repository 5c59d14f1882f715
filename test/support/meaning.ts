// All that the facts say about a model, by names, so that two texts of one system can be compared however their
// edges are numbered. What is only a way to show a fact (a path, the place of an edge) is left out.

import { analyze } from '#src/analysis/analyze.ts'
import type { Call, Circle, Facts, Unit } from '#src/analysis/facts.ts'
import type { Component, Flow, Model } from '#src/model/model.ts'
import { isContainer } from '#src/model/roles.ts'

const kinds = ['any', 'copies', 'zones', 'regions'] as const

/** Name of the fact → what it says. */
export function meaningOf(model: Model): { readonly [fact: string]: unknown } {
  const facts = analyze(model)
  const singles = model.components.filter((one) => !isContainer(one)).map(({ id }) => id)
  const each = (ask: (id: number) => unknown, ids = singles) =>
    ids.map((id) => [model.components[id]!.name, ask(id)])
  const flows = (ask: (flow: Flow) => unknown) => model.flows.map((flow) => [flow.name, ask(flow)])
  const ids = (some: readonly number[]) => some.map((id) => model.components[id]!.name)
  const stores = singles.filter((id) => model.components[id]!.role === 'store')
  return {
    ...outages(facts),
    ...roundIn(facts, ids),
    neverServed: facts.neverServed().map(({ flow, because }) => [flow.name, ids(because)]),
    chains: flows((flow) => ids(facts.chainOn(flow).components)),
    tolerance: flows((flow) => kinds.map((kind) => facts.tolerance(flow, kind))),
    goingRound: flows((flow) => ids(facts.goingRound(flow))),
    flows: each((id) => namesOf(facts.flowsOf(id))),
    calls: each((id) => callsIn(facts.edgesOf(id), model)),
    callersThroughDns: each((id) => ids(facts.callersThroughDns(id))),
    neededTargets: flows((flow) =>
      each((id) => ids(facts.neededTargets(flow, id).toSorted((a, b) => a - b))),
    ),
    needs: each((id) => ids(facts.needsOf(id))),
    truths: each((id) => facts.isSourceOfTruth(id)),
    writing: each((id) => namesOf(facts.flowsWriting(id)), stores),
    standIns: each((id) => ids(facts.standInsOf(id)), stores),
    copies: each((id) => [ids(facts.copiesTo(id)), ids(facts.copiedFrom(id))]),
    producers: each((id) => ids(facts.producersOf(id)), stores),
    consumers: each((id) => ids(facts.consumersOf(id)), stores),
    writes: each((id) => callsIn(facts.writesTo(id), model)),
    inUse: each((id) => facts.isInUse(id)),
    spreads: facts
      .spreads()
      .map(({ by, targets, route }) => [
        ...[ids([by]), route],
        ids([...targets].sort((a, b) => a - b)),
      ]),
    breaches: facts
      .breaches()
      .map(({ policy, calls }) => [
        policy.reason,
        policy.path ? calls.length : callsIn(calls, model),
      ]),
  }
}

function outages(facts: Facts): { readonly [fact: string]: unknown } {
  return {
    singlePoints: facts
      .singlePoints()
      .map(({ component, flows, because }) => [component.name, namesOf(flows), because]),
    zones: facts
      .zoneOutages()
      .map(({ zone, flows, lost }) => [zone.name, namesOf(flows), namesOf(lost)]),
    regions: facts
      .regionOutages()
      .map(({ region, flows, lost }) => [region.name, namesOf(flows), namesOf(lost)]),
    sharedFates: facts
      .sharedFates()
      .map(({ event, flows, targets }) => [event.name, namesOf(flows), namesOf(targets)]),
    singleEntries: facts
      .singleEntries()
      .map(({ region, entries, flows }) => [region.name, namesOf(entries), namesOf(flows)]),
  }
}

function roundIn(
  facts: Facts,
  ids: (some: readonly number[]) => readonly string[],
): { readonly [fact: string]: unknown } {
  const membersOf = (units: readonly (Unit | Circle)[]) => units.map(({ members }) => ids(members))
  return {
    units: membersOf(facts.units()),
    circles: facts.units().map((unit) => membersOf(facts.flowCirclesOf(unit))),
    circlesToStart: membersOf(facts.circles()),
  }
}

function namesOf(some: readonly (Component | Flow)[]): readonly string[] {
  return some.map(({ name }) => name)
}

/** Who calls whom by which arrow, each once. */
function callsIn(calls: readonly Call[], { components }: Model): readonly string[] {
  const texts = calls.map(
    ({ edge, from, to }) => `${components[from]!.name} ${edge.arrow} ${components[to]!.name}`,
  )
  return [...new Set(texts)].sort()
}
