// A region whose loss stops a flow that runs in another region too: there is a second, and it does not take over.
// One copy counts here like many, since a second in the same region would go with it.

import type { Component, Facts, Finding, Flow, Model, RegionOutage } from '#src/lint/rule.ts'
import {
  copiesAtLeast,
  counterpart,
  declarationWith,
  defineRule,
  flowNames,
  listed,
  named,
  targetsText,
} from '#src/lint/rule.ts'

const outage = (region: string, flows: readonly string[]): string =>
  `losing region ${named(region)} stops ${flowNames(flows)}`

const noOther = (others: readonly string[], flows: number): string =>
  `${flows === 1 ? 'it uses' : 'they use'} ${listed(others.map(named))} too, where nothing takes over what is lost`

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
    for (const found of facts.regionOutages) yield outageOf(found, model, facts)
  },
})

function outageOf(found: RegionOutage, model: Model, facts: Facts): Finding {
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
    help: remedy(found, model, facts),
    witness: { flows: names, cutSets: [[region.name]], lost: lost.map(({ name }) => name) },
  }
}

/** Where requests first meet what is lost: there another region can take over for all behind it. */
function remedy({ region, flows, lost, others }: RegionOutage, model: Model, facts: Facts): string {
  const [flow, other] = [flows[0]!, others[0]!]
  const first = firstMet(flow, lost, facts)
  if (!first) return `run what goes with it in ${named(other.name)} too`
  const call = facts.edgesOf(first.before).find(({ to }) => to === first.lost.id)
  const target = call ? model.components[call.edge.to]! : first.lost
  const there = counterpart(target, region, other)
  if (!call || there === undefined) return spreadOver(first.lost, region, other, model)
  const either = targetsText({ needed: 1 }, [target.name, there])
  const caller = model.components[call.edge.from]!.name
  const isThere = model.components.some(({ name }) => name === there)
  const declare = isThere ? '' : `run it in region ${named(other.name)} too, and `
  return `${declare}let either serve: ${caller} ${call.edge.arrow} ${either}`
}

/** What is lost first on the shortest way, and what comes before it there. */
function firstMet(
  flow: Flow,
  lost: readonly Component[],
  facts: Facts,
): { readonly before: number; readonly lost: Component } | undefined {
  const ways = lost
    .slice(0, 20)
    .map((one) => ({ one, way: facts.pathTo(flow, one.id) }))
    .filter(({ way }) => way.length > 1)
    .sort((a, b) => a.way.length - b.way.length)
  const [nearest] = ways
  return nearest && { before: nearest.way.at(-2)!, lost: nearest.one }
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
