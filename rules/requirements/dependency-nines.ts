// An external or managed part that a flow cannot do without, and that is down more than a tenth of what the flow may
// be: then it takes most of what the flow is allowed, and what is one's own can hardly make good for it.

import type { Asked, Component, Facts, Finding, Flow, Model } from '#src/lint/rule.ts'
import {
  declarationWith,
  defineRule,
  isWritten,
  listed,
  named,
  numberIn,
  percent,
  showAvailability,
} from '#src/lint/rule.ts'

const tooFew = (parts: string, flow: string, target: string): string =>
  `${parts} too little for ${named(flow)}, of which ${target} is required`

const one = (part: Component): string => `${part.name} with ${shownOf(part)} promises`
const several = (parts: readonly Component[]): string =>
  `${listed(parts.map((part) => `${part.name} (${shownOf(part)})`))} promise`

const shownOf = ({ attributes }: Component): string =>
  showAvailability(1 - (numberIn(attributes, 'availability') ?? 1))

const rule = (share: string): string =>
  `a part that cannot be done without wants one nine more than the whole: ${share} here`

const help = (part: Component, least: string): string =>
  part.builtin === 'external'
    ? `go on without it, or have another to fall back to: { optional: yes } or { fallback: … } on the call to ${part.name}`
    : `choose one that promises more, or have another to fall back to: ${declarationWith(part, { availability: least.replace(' ', '') })}`

export default defineRule({
  id: 'dependency-nines',
  category: 'requirements',
  severity: 'hint',
  presets: ['strict'],
  since: '0.1.0',
  summary: 'a part that is run by others promises less than a nine more than a flow requires',
  options: {},
  yieldsTo: ['external-hard-dependency'],
  *check({ model, facts }) {
    for (const flow of model.flows) {
      const target = targetOf(facts, flow)
      if (target === undefined) continue
      const least = 1 - (1 - target) / 10
      const parts = neededAlone(model, facts, flow).filter((part) => isBelow(part, least))
      if (parts.length > 0) yield ofFlow(flow, parts, target, least)
    }
  },
})

/** The highest availability that takes the flow. */
function targetOf(facts: Facts, flow: Flow): number | undefined {
  const targets = facts
    .requirements()
    .flatMap((asked) => (takes(asked, facts, flow) ? targetIn(asked) : []))
  return targets.length === 0 ? undefined : Math.max(...targets)
}

function takes(asked: Asked, facts: Facts, flow: Flow): boolean {
  if (targetIn(asked).length === 0) return false
  return facts
    .subjects(asked)
    .some(({ kind, ...subject }) => kind === 'flow' && 'flow' in subject && subject.flow === flow)
}

function targetIn({ demand }: Asked): readonly number[] {
  if (demand.kind !== 'metric' || demand.metric !== 'availability') return []
  return ['>=', '>', '='].includes(demand.comparison) ? [demand.target] : []
}

/** What somebody else runs, and whose loss stops the flow. */
function neededAlone(model: Model, facts: Facts, flow: Flow): readonly Component[] {
  return facts
    .stoppedBy(flow)
    .map((id) => model.components[id]!)
    .filter(({ managed }) => managed)
}

function isBelow({ attributes }: Component, least: number): boolean {
  const written = numberIn(attributes, 'availability')
  return isWritten(attributes, 'availability') && written !== undefined && written < least - 1e-12
}

function ofFlow(flow: Flow, parts: readonly Component[], target: number, least: number): Finding {
  const [first] = parts
  return {
    message: tooFew(
      parts.length === 1 ? one(first!) : several(parts),
      flow.name,
      percent(target, 12),
    ),
    at: first!.at, // there is one at least
    subjects: parts.map(({ name }) => name),
    identity: [flow.name],
    related: parts.slice(1, 9).map(({ at }) => ({ message: 'this too', at })),
    notes: [rule(percent(least, 12))],
    help: help(first!, percent(least, 12)),
    witness: { flows: [flow.name], target, least },
  }
}
