// A region whose loss stops a flow that runs in another region too: there is a second, and it does not take over.
// One copy counts here like many, since a second in the same region would go with it.

import type { Component, Finding, Model, RegionOutage } from '#src/lint/rule.ts'
import {
  copiesAtLeast,
  counterpart,
  declarationWith,
  defineRule,
  flowNames,
  isNamedInFlow,
  listed,
  named,
  targetsText,
} from '#src/lint/rule.ts'

const outage = (region: string, flows: readonly string[]): string =>
  `losing region ${named(region)} stops ${flowNames(flows)}`

const noOther = (others: readonly string[], flows: number): string =>
  flows === 1
    ? `it uses ${listed(others.map(named))} too, where nothing takes over what is lost`
    : 'each of them uses another region too, where nothing takes over what is lost'

export default defineRule({
  id: 'region-failure-outage',
  category: 'availability',
  severity: 'info',
  presets: ['strict'],
  since: '0.1.0',
  summary: 'the loss of one region stops a flow that uses two',
  options: {},
  yieldsTo: ['multi-region-single-entry', 'shared-fate-redundancy'],
  *check({ model, facts }) {
    for (const found of facts.regionOutages()) yield outageOf(found, model)
  },
})

function outageOf(found: RegionOutage, model: Model): Finding {
  const { region, flows, lost, others } = found
  const names = flows.map(({ name }) => name)
  return {
    message: outage(region.name, names),
    at: region.at,
    subjects: [region.name],
    related: lost
      .slice(0, 9)
      .map(({ name, at }) => ({ message: `${named(name)} goes with it`, at })),
    notes: [
      noOther(
        others.map(({ name }) => name),
        flows.length,
      ),
    ],
    help: remedy(found, model),
    witness: { flows: names, cutSets: [[region.name]], lost: lost.map(({ name }) => name) },
  }
}

/** What has no counterpart in the other region yet; where all have one, nothing turns to it. */
function runThere(
  lost: readonly Component[],
  region: Component,
  other: Component,
  model: Model,
): string {
  const names = new Set(model.components.map(({ name }) => name))
  const missing = lost.filter((one) => !names.has(counterpart(one, region, other) ?? ''))
  if (missing.length === 0)
    return `let what is lost and its like in ${named(other.name)} serve either`
  const what = listed(missing.slice(0, 5).map(({ name }) => named(name)))
  return `run ${what}${missing.length > 5 ? ' and the others' : ''} in ${named(other.name)} too, and let either serve`
}

/** Where the flow first needs what is lost: there another region can take over for all behind. */
function remedy({ region, lost, others, calls }: RegionOutage, model: Model): string {
  const other = others[0]!
  const call = calls[0]
  if (!call) return runThere(lost, region, other, model)
  const { edge } = call
  const target = model.components[edge.to]!
  const there = counterpart(target, region, other)
  if (there === undefined) return spreadOver(model.components[call.to]!, region, other, model)
  const group = model.groups[edge.group]!
  const isChoice = group.needed !== 'all'
  const targets = isChoice ? group.edges.map((id) => model.edges[id]!.to) : [edge.to]
  const names = targets.map((id) => model.components[id]!.name)
  const either = targetsText({ needed: isChoice ? group.needed : 1 }, [
    ...new Set([...names, there]),
  ])
  const caller = model.components[edge.from]!.name
  const isThere = model.components.some(({ name }) => name === there)
  const declare = isThere ? '' : `run it in region ${named(other.name)} too, and `
  const inFlows = isNamedInFlow([edge.id], model) ? ', in the flows too' : ''
  return `${declare}let either serve, in place of the edge${inFlows}: ${caller} ${edge.arrow} ${either}`
}

/** For what lies in the region by its `zones`. */
function spreadOver(one: Component, region: Component, other: Component, model: Model): string {
  const zoneIn = ({ name }: Component) =>
    model.components.find((zone) => zone.builtin === 'zone' && zone.name.startsWith(`${name}.`))
  const zones = [region, other].map(zoneIn)
  if (one.managed || zones.includes(undefined)) {
    return `run ${named(one.name)} in region ${named(other.name)} too`
  }
  const listedZones = `[${zones.map((zone) => zone!.name).join(', ')}]`
  const copies = copiesAtLeast(one, Math.max(2, one.copies))
  return `spread it over both regions: ${declarationWith(one, { ...copies, zones: listedZones })}`
}
