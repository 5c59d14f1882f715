// A `require`, or a target that a flow carries, that is not met: the number, the target, what the number comes from,
// and a single change that was tried. A flow that can never be served has a finding of its own.

import type { Answer, Asked, Case, Facts, Finding, Model } from '#src/lint/rule.ts'
import {
  asksForWhole,
  asksTheSame,
  caseLines,
  caseText,
  computed,
  counted,
  defineRule,
  failedCases,
  listed,
  named,
  outcomeOf,
  overloadedCauses,
  remedyLine,
  servedAndFull,
  whatUsersNeed,
} from '#src/lint/rule.ts'

const failed = (asked: Asked, what: string): string => `${requiredText(asked)} fails: ${what}`

const requiredText = ({ text, by }: Asked): string =>
  by === 'file' ? `\`require ${text}\`` : `the target ${text}`

const others = (count: number): string => `, and ${counted(count, 'other fails', 'others fail')} it`

const reason = (why: string): string => `the reason that the file gives: ${why}`

const scenarios = (names: readonly string[]): string =>
  `it fails in ${counted(names.length, 'scenario', 'scenarios')} too: ${listed(names.map(named))}`

const unmet =
  'no single change that was tried brings it nearer: change the system, or what is required of it'

const forEach = 'each by itself; to begin with, '

const eachAlone = (names: readonly string[]): string =>
  `each of ${listed(names)} needs a change of its own; to begin with, `

const nearest = 'not enough by itself; to begin with, '

const notShown = 'then it is not shown to fail: '

export default defineRule({
  id: 'requirement-failed',
  category: 'requirements',
  severity: 'error',
  presets: ['recommended', 'strict'],
  since: '0.1.0',
  summary: 'a requirement of the file, or a target of a flow, is not met',
  options: {},
  yieldsTo: [
    ...['zone-failure-outage', 'latency-budget-exceeded', 'acknowledged-write-loss'],
    ...['slow-detection', 'stale-search-index', 'overloaded-component', 'storage-exhausted'],
  ],
  *check({ model, facts }) {
    // Where errors left something out, the numbers are those of another system.
    if (!model.complete) return
    const never = new Set(facts.neverServed().map(({ flow }) => flow))
    const told: Asked[] = []
    for (const asked of facts.requirements()) {
      const answer = facts.answer(asked)
      if (answer.status !== 'failed' || told.some((one) => asksTheSame(one, asked))) continue
      told.push(asked)
      const isKnownOtherwise = ({ subject }: Case): boolean =>
        isAboutServing(asked) && subject.kind === 'flow' && never.has(subject.flow)
      const cases = failedCases(answer).filter((one) => !isKnownOtherwise(one))
      if (cases.length > 0) yield failure(model, facts, answer, cases)
    }
  },
})

function isAboutServing({ demand }: Asked): boolean {
  if (demand.kind === 'metric') return ['availability', 'downtime'].includes(demand.metric)
  return demand.kind === 'survive'
}

function failure(model: Model, facts: Facts, answer: Answer, cases: readonly Case[]): Finding {
  const { asked } = answer
  const remedies = facts.remedies(asked)
  const worst = worstOf(cases, remedies[0]?.before)
  const also = cases.filter((one) => one !== worst)
  const flows = cases.flatMap(({ subject }) => (subject.kind === 'flow' ? [subject.name] : []))
  const told = scenariosFailing(facts, asked)
  const causes = overloadedCauses(facts, asked, cases)
  const notes = [
    ...caseLines(model, asked, also),
    ...servedAndFull(model, facts, answer).slice(0, 2),
    ...computed(model, asked, worst),
    ...(told.length > 0 ? [scenarios(told)] : []),
    ...(asked.reason === undefined ? [] : [reason(asked.reason)]),
  ]
  return {
    message: failed(
      asked,
      caseText(model, asked, worst) + (also.length > 0 ? others(also.length) : ''),
    ),
    at: asked.at,
    subjects: [asked.text],
    about: 'requirement',
    ...(causes ? { causes } : {}),
    notes: notes.length > 0 ? notes : [why(asked)],
    help: help(model, asked, cases, remedies),
    witness: {
      requirement: asked.text,
      flows: [...new Set(flows)],
      contributors: worst.contributors().map(({ component }) => model.components[component]!.name),
    },
  }
}

/** The remedies speak of the case that is worst off. */
function worstOf(cases: readonly Case[], tried: Case | undefined): Case {
  return cases.find((one) => one === tried) ?? cases[0]!
}

const why = ({ by }: Asked): string =>
  by === 'file' ? 'the file asks for it' : 'the flow carries it as its own target'

function help(
  model: Model,
  asked: Asked,
  cases: readonly Case[],
  remedies: ReturnType<Facts['remedies']>,
): string {
  const [first] = remedies
  // However many copies there are, it is not met: a larger number of them is no step towards it.
  if (asksForWhole(asked) && first?.status !== 'held') return whatUsersNeed(model, asked)
  if (!first) return unmet
  const lines = remedies.map((one) => remedyLine(model, one, outcomeOf(asked, one))).join('; or ')
  switch (first.status) {
    case 'held':
      return lines
    case 'not-shown':
      return notShown + lines
    case 'failed': {
      if (asked.demand.kind === 'attribute') return forEach + lines
      const alone = breakingAlone(model, cases)
      return (alone.length > 1 ? eachAlone(alone) : nearest) + lines
    }
  }
}

/** What one change elsewhere does not help: components of which a loss that is of them alone is enough. */
function breakingAlone({ components }: Model, cases: readonly Case[]): readonly string[] {
  const sets = cases.flatMap(({ breaking }) => breaking)
  const alone = sets.flatMap(([first, ...rest]) =>
    first?.copies && rest.every(({ component }) => component === first.component)
      ? [first.component]
      : [],
  )
  return [...new Set(alone)].map((id) => components[id]!.name)
}

/** Scenarios in which it fails as well: there it is no finding of its own. */
function scenariosFailing(facts: Facts, asked: Asked): readonly string[] {
  return facts
    .scenarios()
    .filter(({ answers }) =>
      answers.some(({ answer }) => answer.status === 'failed' && asksTheSame(answer.asked, asked)),
    )
    .map(({ scenario }) => scenario.name)
}
