// What became of a scenario, and of a state that somebody asks about.

import { spanText } from '#grammar/source.ts'
import type { Effect } from '#src/analysis/availability-facts.ts'
import type { Facts } from '#src/analysis/facts.ts'
import type { Utilization } from '#src/analysis/load-facts.ts'
import type { Played } from '#src/analysis/requirements/answers.ts'
import { caseText } from '#src/analysis/requirements/words.ts'
import type { Failure, Flow, Model, Scenario } from '#src/model/model.ts'
import { guessesText } from './guesses-text.ts'
import type { ScenarioOutcome, StateOutcome } from './outcome.ts'
import type { Full, PerhapsFull } from './overload-text.ts'
import type { Happening } from './question.ts'
import { outcomesOf } from './requirement-outcomes.ts'

const mostLacks = 8

export function scenarioOutcome(model: Model, played: Played): ScenarioOutcome {
  const { name, complete } = played.scenario
  if (!complete) {
    return {
      name,
      ran: false,
      passed: false,
      failures: [faulty],
      overloads: [],
      mayOverload: [],
    }
  }
  return {
    name,
    ran: true,
    passed: played.passed,
    failures: failuresOf(model, played),
    overloads: fullIn(model, played.overloads),
    mayOverload: perhapsFullIn(model, played.mayOverload),
  }
}

const faulty = 'there is a mistake in it'

function failuresOf(
  model: Model,
  { scenario, broken, answers, passed }: Played,
): readonly string[] {
  if (passed) return []
  const isOwn = scenario.requirements.length > 0
  const stopped = isOwn ? [] : broken.map(({ name }) => `"${name}" is not served`)
  const failed = answers
    .filter(
      ({ answer, before }) => answer.status === 'failed' && (isOwn || before.status !== 'failed'),
    )
    .map(({ answer }) => {
      const worst = answer.cases.find(({ status }) => status === 'failed')
      return `${answer.asked.text}: ${worst ? caseText(model, answer.asked, worst) : 'fails'}`
    })
  return [...stopped, ...failed]
}

export function stateOutcome(
  model: Model,
  facts: Facts,
  flows: readonly Flow[],
  happening: Happening,
): StateOutcome {
  const isScenario = happening.kind === 'scenario'
  const scenario = isScenario ? happening.scenario : madeUp(model, happening)
  const title = isScenario ? `scenario "${scenario.name}"` : ''
  if (!scenario.complete) return { ...notRun, title, load: scenario.load }
  const played = facts.play(scenario)
  const lost = facts.lostTo(scenario.fail)
  const lacksOf = (flow: Flow): readonly string[] =>
    lost
      .filter((id) => facts.flowsOf(id).includes(flow))
      .map((id) => model.components[id]!.name)
      .slice(0, mostLacks)
  const asked = isScenario ? played.answers.flatMap(({ answer }) => outcomesOf(model, answer)) : []
  return {
    title,
    ...(isScenario ? { ran: true } : {}),
    lost: [...new Set(scenario.fail.map((failure) => nameOf(model, failure)))],
    changes: scenario.amendments.map((one) => changeText(model, one)),
    load: scenario.load,
    flows: flows.map((flow) => {
      const effect = played.effects.get(flow) ?? 'fine'
      const lacks = effect === 'fine' ? [] : lacksOf(flow)
      const onIts = (used: readonly Utilization[]) => onWay(model, used, flow, effect)
      const overloads = onIts(played.overloads)
      return { name: flow.name, effect, lacks, overloads, mayOverload: onIts(played.mayOverload) }
    }),
    overloads: fullIn(model, played.overloads),
    mayOverload: perhapsFullIn(model, played.mayOverload),
    requirements: asked,
    ...(isScenario ? { passed: played.passed } : {}),
  }
}

const notRun: Omit<StateOutcome, 'title' | 'load'> = {
  ran: false,
  lost: [],
  changes: [],
  flows: [],
  overloads: [],
  mayOverload: [],
  requirements: [],
  passed: false,
}

/** On one line, in the words of the file. */
function changeText(
  { components }: Model,
  { component, attributes }: Scenario['amendments'][number],
): string {
  const written = [...attributes.values()].map(({ at }) => spanText(at).replace(/\s+/g, ' '))
  return `${components[component]!.name} { ${written.join(', ')} }`
}

function perhapsFullIn(model: Model, used: readonly Utilization[]): readonly PerhapsFull[] {
  return fullIn(model, used).map((full, index) => ({
    ...full,
    unless: guessesText(model, used[index]!.load),
  }))
}

function fullIn({ components }: Model, overloads: readonly Utilization[]): readonly Full[] {
  return overloads.map(({ component, peak }) => ({
    name: components[component]!.name,
    utilization: peak,
  }))
}

/** Flows of a model that was amended have the numbers of those that were asked about. */
function onWay(
  { components }: Model,
  overloads: readonly Utilization[],
  { id }: Flow,
  effect: Effect,
): readonly string[] {
  if (effect === 'broken') return []
  return overloads
    .filter(({ load }) => load.byFlow().some(({ flows }) => flows.some((one) => one.id === id)))
    .map(({ component }) => components[component]!.name)
}

function nameOf({ components }: Model, { component, copy }: Failure): string {
  const { name } = components[component]!
  return copy === undefined ? name : `${name}#${copy}`
}

function madeUp(
  { source }: Model,
  { failures, load }: { readonly failures: readonly Failure[]; readonly load: number },
): Scenario {
  return {
    name: '',
    fail: failures,
    load,
    amendments: [],
    requirements: [],
    complete: true,
    at: { source, start: 0, end: 0 },
  }
}
