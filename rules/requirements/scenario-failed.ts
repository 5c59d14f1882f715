// A scenario that the system does not live through: it stops a flow that is served otherwise, or breaks a requirement
// that holds without it. Where the scenario has requirements of its own, those alone are held against it. Where it passes
// and something gets more than it can do, that is a warning: every flow is served, and how long is another question.

import type { Asked, Finding, Model, Played } from '#src/lint/rule.ts'
import {
  asksTheSame,
  basisOf,
  busy,
  caseLines,
  counted,
  defineRule,
  type Facts,
  failedCases,
  flowNames,
  named,
  remedyLine,
} from '#src/lint/rule.ts'

const stops = (scenario: string, flows: readonly string[]): string =>
  `scenario ${named(scenario)} stops ${flowNames(flows)}`

const breaks = (scenario: string, requirements: readonly string[]): string =>
  `scenario ${named(scenario)} breaks ${requirements.slice(0, 2).map(quoted).join(' and ')}${more(requirements.length - 2)}`

const more = (count: number): string =>
  count > 0 ? ` and ${counted(count, 'other requirement', 'other requirements')}` : ''

const quoted = (text: string): string => `\`${text}\``

const anyway = (text: string): string => `\`${text}\` fails without the scenario too`

const degraded = (flows: readonly string[]): string =>
  `${flowNames(flows)} ${flows.length === 1 ? 'goes' : 'go'} on with less`

const everyFlow =
  'a scenario without requirements of its own asks that every flow is served, and that latency, throughput and utilization hold'

const own = 'these are the requirements of the scenario itself'

const overloaded = (scenario: string, name: string, how: string, others: number): string =>
  `scenario ${named(scenario)} asks ${named(name)} for ${how}${others > 0 ? `, and ${counted(others, 'other', 'others')} for too much` : ''}`

const alsoFull = (name: string, how: string): string => `${named(name)} is asked for ${how}`

const served = 'every flow is served; what is asked for too much answers late, or not at all'

const unmet =
  'no single change that was tried is enough: change what fails with it, or what the scenario asks for'

export default defineRule({
  id: 'scenario-failed',
  category: 'requirements',
  severity: 'error',
  lowered: 'warning',
  presets: ['recommended', 'strict'],
  since: '0.1.0',
  summary: 'a scenario stops a flow, or breaks a requirement that holds without it',
  options: {},
  yieldsTo: [
    ...['requirement-failed', 'instance-loss-overload', 'zone-loss-overload', 'failover-overload'],
    'cache-loss-overloads-store',
  ],
  *check({ model, facts }) {
    // Where errors left something out, another system is played.
    if (!model.complete) return
    for (const played of facts.scenarios()) {
      if (played.passed) yield* overloading(model, facts, played)
      else yield* failure(model, facts, played)
    }
  },
})

/** Where neither the scenario nor the file says how full things may be, what is full in it and not without it. */
function* overloading(model: Model, facts: Facts, played: Played): Iterable<Finding> {
  const { scenario, overloads } = played
  if (scenario.requirements.length > 0 || facts.requirements().some(isLimit)) return
  const full = overloads.filter(({ component }) => (facts.utilization(component)?.peak ?? 0) < 1)
  const [fullest, ...others] = full
  if (!fullest) return
  const names = full.map(({ component }) => model.components[component]!.name)
  yield {
    message: overloaded(scenario.name, names[0]!, busy(fullest), others.length),
    at: scenario.at,
    subjects: [scenario.name],
    about: 'scenario',
    // Of what fails alone, with the load as ever, the loss has a finding of its own.
    ...(scenario.load === 1 && scenario.amendments.length === 0 ? { causes: names } : {}),
    related: full.slice(0, 9).map(({ component }) => ({
      message: 'this is too full then',
      at: model.components[component]!.at,
    })),
    notes: [
      ...basisOf(model.components[fullest.component]!, fullest, model),
      ...others
        .slice(0, 4)
        .map((one) => alsoFull(model.components[one.component]!.name, busy(one))),
      served,
    ],
    help:
      facts
        .rescues(played)
        .map((one) => remedyLine(model, one))
        .join('; or ') || 'let it do more, or send it less',
    witness: { scenario: scenario.name, overloads: names },
    lowered: true,
  }
}

/** What the file asks for too, and what fails without any scenario, is told by requirement-failed. */
function isTold(facts: Facts, own: Asked): boolean {
  return facts
    .requirements()
    .some((asked) => asksTheSame(asked, own) && facts.answer(asked).status === 'failed')
}

function isLimit({ demand }: Asked): boolean {
  return demand.kind === 'metric' && demand.metric === 'utilization'
}

function* failure(model: Model, facts: Facts, played: Played): Iterable<Finding> {
  const { scenario, broken, answers } = played
  const isOwn = scenario.requirements.length > 0
  const failing = answers
    .filter(({ answer }) => answer.status === 'failed')
    .filter(({ before }) => before.status !== 'failed' || (isOwn && !isTold(facts, before.asked)))
  if (isOwn && failing.length === 0) return
  const flows = broken.map(({ name }) => name)
  const texts = failing.map(({ answer }) => answer.asked.text)
  const less = [...played.effects].filter(([, effect]) => effect === 'degraded')
  yield {
    message:
      isOwn || flows.length === 0 ? breaks(scenario.name, texts) : stops(scenario.name, flows),
    at: scenario.at,
    subjects: [scenario.name],
    about: 'scenario',
    related: scenario.fail.slice(0, 9).map(({ component }) => ({
      message: 'this fails',
      at: model.components[component]!.at,
    })),
    notes: [
      ...failing
        .slice(0, 4)
        .flatMap(({ answer, before }) => [
          ...caseLines(model, answer.asked, failedCases(answer)),
          ...(before.status === 'failed' ? [anyway(answer.asked.text)] : []),
        ]),
      ...(less.length > 0 ? [degraded(less.map(([{ name }]) => name))] : []),
      isOwn ? own : everyFlow,
    ],
    help:
      facts
        .rescues(played)
        .map((one) => remedyLine(model, one))
        .join('; or ') || unmet,
    witness: { scenario: scenario.name, flows, requirements: texts },
  }
}
