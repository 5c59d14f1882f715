// Targets that are there to stand in for each other, and that one event takes together: they lie in one zone or
// region, or need one thing that a provider runs or that lies outside. Only where nothing else on the flow needs
// it, so that the choice is what fails; what a load balancer or dns spreads over may share what it needs.

import type { Component, Facts, Finding, Model, SharedFate } from '#src/lint/rule.ts'
import {
  copiesAtLeast,
  counterpart,
  declarationWith,
  defineRule,
  flowNames,
  listed,
  named,
  spreadingOf,
  targetsText,
} from '#src/lint/rule.ts'

const taken = (event: string, targets: readonly string[], flows: readonly string[]): string =>
  targets.length === 1
    ? `losing ${event} takes ${named(targets[0]!)}, which ${flowNames(flows)} cannot spare`
    : `losing ${event} takes ${inWords(targets)} together, and stops ${flowNames(flows)}`

const inWords = (names: readonly string[]): string =>
  names.length === 2 ? `${named(names[0]!)} and ${named(names[1]!)}` : listed(names)

const enough = (needed: number, count: number): string =>
  `${needed} of the ${count} ${needed === 1 ? 'is' : 'are'} enough, so that one can be lost and not all that fall at once`

export default defineRule({
  id: 'shared-fate-redundancy',
  category: 'availability',
  severity: 'warning',
  presets: ['recommended', 'strict'],
  since: '0.1.0',
  summary: 'alternatives fall together, by one zone, region, managed component or external',
  options: {},
  yieldsTo: [],
  *check({ model, facts }) {
    for (const found of facts.sharedFates()) {
      if (isOneOfSeveral(found.event, model)) yield fateOf(found, model, facts)
    }
  },
})

/** A zone or region alone in its file leaves nowhere else to be. */
function isOneOfSeveral({ builtin }: Component, model: Model): boolean {
  if (builtin !== 'zone' && builtin !== 'region') return true
  return model.components.filter((other) => other.builtin === builtin).length > 1
}

function fateOf(found: SharedFate, model: Model, facts: Facts): Finding {
  const { group, event, flows, targets } = found
  const [names, flowNamesOf] = [namesOf(targets), namesOf(flows)]
  const what = isPlace(event) ? `${event.builtin} ${named(event.name)}` : named(event.name)
  const needed = group.needed === 'all' ? group.edges.length : group.needed
  const from = model.components[group.from]!.name
  return {
    message: taken(what, names, flowNamesOf),
    at: group.at,
    subjects: [from, ...names],
    identity: [from, ...names, event.name],
    edges: group.edges,
    related: [{ message: `${named(event.name)} stands here`, at: event.at }],
    notes: [
      ...targets.slice(0, 5).map((target) => reason(target, found, model, facts)),
      enough(needed, group.edges.length),
    ],
    help: remedy(found, model, facts),
    witness: {
      flows: flowNamesOf,
      event: what,
      ...(explainsAll(found, facts) ? { cutSets: [[event.name]] } : {}),
      lost: namesOf(found.lost),
    },
  }
}

function namesOf(all: readonly { readonly name: string }[]): readonly string[] {
  return all.map(({ name }) => name)
}

function isPlace({ builtin }: Component): boolean {
  return builtin === 'zone' || builtin === 'region'
}

/** Whether the place stops no other flow, so that nothing is left to say of it. */
function explainsAll({ event, flows }: SharedFate, facts: Facts): boolean {
  const stopped = [
    ...facts.zoneOutages().filter(({ zone }) => zone === event),
    ...facts.regionOutages().filter(({ region }) => region === event),
  ]
  return stopped.every((outage) => outage.flows.every((flow) => flows.includes(flow)))
}

function reason(target: Component, found: SharedFate, model: Model, facts: Facts): string {
  const { event } = found
  if (target === event) return `${named(event.name)} is one of them`
  const by = broughtDownBy(target, found, model, facts)
  if (by === target) return `${named(target.name)} lies in it`
  if (by === undefined) return `${named(target.name)} needs what falls with it`
  const needs = `${named(target.name)} needs ${named(by.name)}`
  return isPlace(event) ? `${needs}, which lies in it` : needs
}

/** What the event takes by itself and the target cannot do without; the target itself first. */
function broughtDownBy(
  target: Component,
  { lost }: SharedFate,
  model: Model,
  facts: Facts,
): Component | undefined {
  if (lost.includes(target)) return target
  const first = facts.needsOf(target.id).find((id) => lost.some((one) => one.id === id))
  return first === undefined ? undefined : model.components[first]
}

function remedy(found: SharedFate, model: Model, facts: Facts): string {
  const { event, targets } = found
  const last = targets.findLast((target) => target !== event) ?? event
  const by = broughtDownBy(last, found, model, facts)
  switch (event.builtin) {
    case 'zone':
      return by && !by.managed ? elsewhere(by, found, model, facts) : apart(last, event)
    case 'region':
      return inAnotherRegion(last, found, model)
    default:
      return withoutIt(last, event, model, facts)
  }
}

const apart = (one: Component, event: Component): string =>
  `let ${named(one.name)} stand apart from ${named(event.name)}`

/** To a zone where too few of them lie to be taken together; what all of them need, over several. */
function elsewhere(one: Component, found: SharedFate, model: Model, facts: Facts): string {
  const { event, targets } = found
  const isShared =
    targets.length > 1 &&
    targets.every((target) => broughtDownBy(target, found, model, facts) === one)
  if (isShared) {
    const spreading = spreadingOf(model, one)
    if (!spreading) return apart(one, event)
    const copies = spreading.copies === one.copies ? {} : copiesAtLeast(one, spreading.copies)
    const declare = spreading.newZones === 1 ? 'declare one zone more, and ' : ''
    return `${declare}spread what they all need: ${declarationWith(one, { ...copies, zones: 'all' })}`
  }
  const zone = roomierZone(one, found, model)
  if (!zone) return `declare one zone more, and let ${named(one.name)} lie there`
  return `let one of them lie in another zone: ${declarationWith(one, { zones: `[${zone.name}]` })}`
}

/** A zone that holds few enough of the targets to take one more, in the same region where there is one. */
function roomierZone(
  one: Component,
  { group, event }: SharedFate,
  model: Model,
): Component | undefined {
  const needed = group.needed === 'all' ? group.edges.length : group.needed
  const all = group.edges.map((id) => model.components[model.edges[id]!.to]!)
  const heldBy = ({ id }: Component) =>
    all.filter((target) => target !== one && (target.zones.includes(id) || target.parent === id))
  return model.components
    .filter(({ builtin, id }) => builtin === 'zone' && id !== event.id)
    .filter((zone) => heldBy(zone).length + 1 <= all.length - needed)
    .sort((a, b) => distance(a, event) - distance(b, event) || a.id - b.id)[0]
}

function distance(zone: Component, event: Component): number {
  return zone.parent === event.parent ? 0 : 1
}

function inAnotherRegion(one: Component, { group, event }: SharedFate, model: Model): string {
  const other = model.components.find(({ builtin, id }) => builtin === 'region' && id !== event.id)
  const there = other && counterpart(one, event, other)
  if (!other || there === undefined) return apart(one, event)
  const names = group.edges
    .map((id) => model.components[model.edges[id]!.to]!)
    .map((target) => (target === one ? there : target.name))
  const hop = `${model.components[group.from]!.name} ${group.arrow} ${targetsText(group, names)}`
  return `run ${named(one.name)} in region ${named(other.name)} instead: ${hop}`
}

function withoutIt(one: Component, event: Component, model: Model, facts: Facts): string {
  const needs = facts.needsOf(one.id)
  const caller = facts
    .edgesInto(event.id)
    .find(({ edge, from }) => edge.arrow === '->' && needs.includes(from) && edge.to === event.id)
  const other = `give ${named(one.name)} one of its own`
  if (!caller) return other
  const name = model.components[caller.from]!.name
  return `${other}, or let it do without: ${name} -> ${event.name} { optional: yes }`
}
