// A dns that names several targets and is told not to look whether they work: it goes on naming one that
// is down, and the others stand beside it unused. What is spread over is a fact; the members of a pool
// are targets each. A dns that says nothing about health checks may well make them, and is not reported.

import type { Component, Facts, Model } from '#src/lint/rule.ts'
import { declarationWith, defineRule, isWritten, listed, named, wordIn } from '#src/lint/rule.ts'

const unaware = (dns: string, targets: readonly string[]): string =>
  `${named(dns)} spreads over ${listed(targets)} and does not look whether they work`

const why = (first: string): string =>
  `when ${named(first)} is down, its share of the requests is still sent there`

export default defineRule({
  id: 'dns-without-healthcheck',
  category: 'availability',
  severity: 'warning',
  presets: ['recommended', 'strict'],
  since: '0.1.0',
  summary: 'a dns spreads over several targets and checks the health of none',
  options: {},
  yieldsTo: [],
  *check({ model, facts }) {
    for (const dns of model.components.filter(checksNothing)) {
      const targets = targetsOf(dns, model, facts)
      if (targets.length === 0) continue
      const names = targets.map((id) => model.components[id]!.name)
      const written = dns.attributes.get('healthcheck')
      yield {
        message: unaware(dns.name, names),
        at: dns.at,
        subjects: [dns.name],
        ...(written ? { related: [{ message: 'told so here', at: written.at }] } : {}),
        notes: [why(names[0]!)],
        help: `let it check them: ${declarationWith(dns, { healthcheck: 'yes' })}`,
        witness: { targets: names },
      }
    }
  },
})

function checksNothing({ builtin, attributes }: Component): boolean {
  if (builtin !== 'dns' || !isWritten(attributes, 'healthcheck')) return false
  return wordIn(attributes, 'healthcheck') === 'no'
}

/** What it chooses between: alternatives, and the members of a pool of several; none where it has no choice. */
function targetsOf(dns: Component, { components }: Model, facts: Facts): readonly number[] {
  const calls = facts.edgesOf(dns.id).filter(({ edge }) => edge.arrow === '->')
  const toPools = calls.filter(({ edge }) => components[edge.to]!.builtin === 'pool')
  const members = Map.groupBy(toPools, ({ edge }) => edge.to)
  const spread = facts
    .spreads()
    .filter(({ by }) => by === dns.id)
    .flatMap(({ targets }) => targets)
  const pools = [...members].filter(([, inside]) => inside.length > 1).map(([pool]) => pool)
  const opened = [...spread, ...pools].flatMap(
    (target) => members.get(target)?.map(({ to }) => to) ?? [target],
  )
  return [...new Set(opened)]
}
