// A zone whose loss stops a flow although every single point of failure is left standing: copies exist,
// and too many of them lie in one place. Only in a file that names two zones, so that there is a choice. Where
// nothing but majorities is lost of which quorum-unsafe tells, that is enough.

import type { Answer, Component, Finding, Model, ZoneOutage } from '#src/lint/rule.ts'
import {
  brokenBy,
  defineRule,
  explainedBy,
  flowNames,
  listed,
  named,
  spreadLine,
  spreadOut,
  together,
} from '#src/lint/rule.ts'

const outage = (zone: string, flows: readonly string[]): string =>
  `losing zone ${named(zone)} stops ${flowNames(flows)}`

const lies = (lost: Component): string => {
  if (lost.copies === 1) return `the one copy of ${named(lost.name)} lies in it`
  return isInOneZone(lost)
    ? `${lost.copies === 2 ? 'both' : `all ${lost.copies}`} copies of ${named(lost.name)} lie in it`
    : `with it ${named(lost.name)} loses more of its ${lost.copies} copies than it can spare`
}

const asks = (requirement: string): string => `the file asks for \`${requirement}\``

export default defineRule({
  id: 'zone-failure-outage',
  category: 'availability',
  severity: 'warning',
  presets: ['recommended', 'strict'],
  since: '0.1.0',
  summary: 'the loss of one zone stops a flow, although copies would allow it to go on',
  fixes: 'unsafe',
  options: {},
  yieldsTo: ['shared-fate-redundancy', 'quorum-unsafe'],
  *check({ model, facts }) {
    const zones = model.components.filter(({ builtin }) => builtin === 'zone')
    if (zones.length < 2) return
    const outages = facts.zoneOutages()
    if (outages.length === 0) return
    const required = explainedBy(facts, new Set(outages.map(({ zone }) => zone.id)))
    for (const found of outages) {
      const broken = required.filter((answer) => brokenBy(answer, found.zone.id))
      yield outageOf(found, model, broken)
    }
  },
})

function outageOf(
  { zone, flows, lost }: ZoneOutage,
  model: Model,
  required: readonly Answer[],
): Finding {
  const names = flows.map(({ name }) => name)
  const requirements = required.map(({ asked }) => asked.text)
  return {
    message: outage(zone.name, names),
    at: zone.at,
    subjects: [zone.name],
    causes: lost.map(({ name }) => name),
    related: lost
      .slice(0, 9)
      .map(({ name, at }) => ({ message: `${named(name)} goes with it`, at })),
    notes: [...lost.slice(0, 5).map(lies), ...requirements.map(asks)],
    help: remedy(lost, model),
    fix: together(lost.map((one) => spreadOut(model, one))),
    witness: {
      flows: names,
      cutSets: [[zone.name]],
      lost: lost.map(({ name }) => name),
      ...(requirements.length > 0 ? { requirements } : {}),
    },
  }
}

/** What each of them needs, since it need not be the same; the first few stand for many. */
function remedy(lost: readonly Component[], model: Model): string {
  const shown = lost.slice(0, 3).map((one) => spreadLine(model, one))
  const more = lost.slice(3).map(({ name }) => name)
  return more.length === 0 ? shown.join('; ') : `${shown.join('; ')}; and see to ${listed(more)}`
}

/** Without `zones` of its own it lies in the zone that encloses it. */
function isInOneZone({ zones }: Component): boolean {
  return new Set(zones).size <= 1
}
