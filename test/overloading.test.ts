// What is too full after losses that are survived: against the load of each loss by itself, on random systems, and in
// the findings that tell it.

import { describe, expect, it } from 'vitest'
import { analyze } from '#src/analysis/analyze.ts'
import { eventsOf } from '#src/analysis/events.ts'
import type { Facts } from '#src/analysis/facts.ts'
import type { Failure, Flow, Model } from '#src/model/model.ts'
import { findings } from './support/helps.ts'
import { loadText } from './support/load-agreement.ts'
import { errorsOf, modelOf } from './support/model.ts'
import { eventsOf as allEvents } from './support/oracle/copies.ts'

/** All single events of a kind, and none at all. */
function single(model: Model, kind: 'zone' | 'region' | 'copy'): readonly (readonly Failure[])[] {
  const events = allEvents(model).filter((event) => event.kind === kind)
  return [
    [],
    ...events.map((event): readonly Failure[] => [
      event.kind === 'copy'
        ? { component: event.component, copy: event.copy + 1 }
        : { component: event.component },
    ]),
  ]
}

/** How full the fullest thing is that the flow arrives at, by what is known; 0 where nothing is full. */
function fullest(facts: Facts, flow: Flow, failures: readonly Failure[]): number {
  const { saturations } = facts.loadsUnder({ failed: eventsOf(failures) })
  const full = saturations().filter(
    ({ isKnown, peak, load }) =>
      isKnown && peak >= 1 && load.byFlow().some(({ flows }) => flows.includes(flow)),
  )
  return Math.max(0, ...full.map(({ peak }) => peak))
}

describe('what is survived and overloaded', () => {
  it('is the fullest after any one loss, or what is too full without one', () => {
    const met = { none: 0, anyhow: 0, after: 0 }
    for (let seed = 1; seed <= 150; seed++) {
      for (const kind of ['zone', 'region', 'copy'] as const) {
        const { model, diagnostics } = modelOf(`${loadText(seed)}\nrequire survive 1 ${kind}\n`)
        if (errorsOf(diagnostics).length > 0) continue
        const facts = analyze(model)
        const [asked] = facts.requirements()
        if (asked?.demand.kind !== 'survive') continue
        const { of, untried } = facts.overloading(asked)
        expect(untried).toBe(0)
        for (const subject of facts.subjects(asked)) {
          if (subject.kind !== 'flow') throw new Error('a flow was meant')
          const [now, ...then] = single(model, kind).map((one) => fullest(facts, subject.flow, one))
          const wanted = now! > 0 ? now! : Math.max(0, ...then)
          const found = of(subject)
          const note = `seed ${seed}: ${kind}, ${subject.name}`
          expect(found?.utilization ?? 0, note).toBeCloseTo(wanted, 9)
          if (!found) met.none++
          else if (found.after.length === 0) met.anyhow++
          else met.after++
        }
      }
    }
    expect(Math.min(met.none, met.anyhow, met.after), JSON.stringify(met)).toBeGreaterThan(5)
  })

  it('says how many sets were not tried', () => {
    const services = Array.from(
      { length: 60 },
      (_, i) => `service s${i} { replicas: 3, capacity: 90/s }`,
    )
    const edges = services.map((_, i) => `web -> s${i}`)
    const text = ['client web { rps: 10 }', ...services, ...edges, 'require survive 2 copies'].join(
      '\n',
    )
    const facts = analyze(modelOf(`${text}\n`).model)
    // 120 copies that may be among the two; 400 of their pairs are tried.
    expect(facts.overloading(facts.requirements()[0]!).untried).toBe((120 * 119) / 2 - 400)
  })
})

const half = `client web { rps: 1000 }
region eu {
  zone a
  zone b
  service api { replicas: 4, zones: [a, b], capacity: 200/s }
  service pay { replicas: 2, zones: [a] }
}
web -> eu.api
web -> eu.pay
flow "Browse" { web -> eu.api }
flow "Buy" { web -> eu.pay }
require survive 1 zone
`

describe('the findings of check', () => {
  it('tell of flows that survive what another does not, that they are overloaded', () => {
    const [failed] = findings(half, 'requirement-failed')
    expect(failed?.message).toBe('`require survive 1 zone` fails: losing zone "eu.a" stops "Buy"')
    expect(failed?.notes).toContain(
      '"Browse" is served, overloaded: "eu.api" gets 1.3x what it can do after the loss of zone "eu.a"',
    )
  })

  it('tell of an overload that the requirement holds all the same', () => {
    const note = '`require survive 1 zone` holds all the same: what is overloaded is still served'
    const spread = half.replace('zones: [a] ', 'zones: all ')
    expect(findings(spread, 'zone-loss-overload')[0]?.notes).toContain(note)
    expect(findings(half, 'zone-loss-overload')[0]?.notes).not.toContain(note)
    const one = spread.replace('capacity: 200/s', 'capacity: 150/s').replace('1 zone', '1 copy')
    expect(findings(one, 'instance-loss-overload')[0]?.notes).toContain(
      note.replace('zone', 'copy'),
    )
  })
})
