// Alternatives in two regions behind a door that stands in one of them: the loss of that region closes it, and
// what stands ready in the other is not reached. What a provider runs keeps no door, but a service that
// chooses between regions does.

import type { Component, Facts, Finding, Model, SingleEntry } from '#src/lint/rule.ts'
import {
  counterpart,
  defineRule,
  flowNames,
  hopsOf,
  isNamedInFlow,
  listed,
  named,
  targetsText,
} from '#src/lint/rule.ts'

const oneDoor = (
  alternatives: readonly string[],
  entries: readonly string[],
  region: string,
): string => {
  const passed =
    entries.length === 1
      ? `${named(entries[0]!)}, which lies`
      : `one of ${listed(entries)}, which all lie`
  return `every way to ${inWords(alternatives)} passes ${passed} in region ${named(region)}`
}

const inWords = (names: readonly string[]): string =>
  names.length === 2 ? `${named(names[0]!)} and ${named(names[1]!)}` : listed(names)

const why = (region: string, others: readonly string[], flows: readonly string[]): string =>
  `when ${named(region)} is lost, nothing on ${flowNames(flows)} leads to what is left in ${listed(others.map(named))}`

export default defineRule({
  id: 'multi-region-single-entry',
  category: 'availability',
  severity: 'warning',
  presets: ['recommended', 'strict'],
  since: '0.1.0',
  summary: 'alternatives in two regions are reached through one of them alone',
  options: {},
  yieldsTo: [],
  *check({ model, facts }) {
    for (const found of facts.singleEntries()) yield entryTo(found, model, facts)
  },
})

function entryTo(found: SingleEntry, model: Model, facts: Facts): Finding {
  const { region, entries, alternatives, others, flows } = found
  const [first, ...more] = entries as readonly [Component, ...Component[]] // there is an entry
  const names = flows.map(({ name }) => name)
  const path = facts.pathTo(flows[0]!, first.id).map((id) => model.components[id]!.name)
  return {
    message: oneDoor(namesOf(alternatives), namesOf(entries), region.name),
    at: first.at,
    subjects: namesOf(entries),
    identity: [region.name, ...namesOf(entries)],
    related: more
      .slice(0, 9)
      .map(({ at }) => ({ message: 'another way in, by the same region', at })),
    notes: [why(region.name, namesOf(others), names)],
    help: remedy(found, model, facts),
    witness: {
      flows: names,
      ...(explainsAll(region, facts) ? { region: region.name } : {}),
      ...{ alternatives: namesOf(alternatives), path },
    },
  }
}

function namesOf(components: readonly Component[]): readonly string[] {
  return components.map(({ name }) => name)
}

/** Whether such doors are all that the loss of the region closes, so that nothing is left to say of it. */
function explainsAll(region: Component, facts: Facts): boolean {
  const doors = facts.singleEntries().filter((entry) => entry.region === region)
  const told = new Set(doors.flatMap(({ flows }) => flows))
  const outage = facts.regionOutages().find((one) => one.region === region)
  return outage?.flows.every((flow) => told.has(flow)) ?? true
}

/** The same door in the other region, and either of them for whoever comes. */
function remedy(
  { region, entries, others, flows }: SingleEntry,
  model: Model,
  facts: Facts,
): string {
  const [entry, other] = [entries[0]!, others[0]!]
  const there = counterpart(entry, region, other)
  const before = facts.pathTo(flows[0]!, entry.id).at(-2)
  const call =
    before === undefined ? undefined : facts.edgesOf(before).find(({ to }) => to === entry.id)
  if (there === undefined || !call || call.edge.to !== entry.id) {
    return `run ${named(entry.name)} in region ${named(other.name)} too, and let requests come in by either`
  }
  const caller = model.components[call.edge.from]!.name
  const either = targetsText({ needed: 1 }, [entry.name, there])
  const inFlows = isNamedInFlow([call.edge.id], model) ? ', in the flows too' : ''
  return `run it in region ${named(other.name)} too, and let requests come in by either, in place of the edge${inFlows}: ${caller} ${call.edge.arrow} ${either}  ${hopsOf(model, entry, there)}`
}
