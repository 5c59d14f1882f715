// A requirement in a state → its answer: every subject is measured and held against the target; it holds where all
// of them do, and has failed where one does.

import type { Answer, Asked, Case, Status } from './answers.ts'
import { statusOf } from './measured.ts'
import { measureOf } from './measures.ts'
import type { State } from './state.ts'

export function judge(state: State, asked: Asked): Answer {
  const { subjects, measure, comparison, target } = measureOf(asked.demand)
  const cases = subjects(state, asked).map((subject): Case => {
    const measured = measure(state, subject)
    return { ...measured, subject, status: statusOf(measured, comparison, target) }
  })
  const missing = cases.length === 0 ? nothingMeant(state, asked) : []
  return { asked, status: together(cases, missing), cases, missing }
}

function together(cases: readonly Case[], missing: readonly string[]): Status {
  if (cases.some(({ status }) => status === 'failed')) return 'failed'
  const isOpen = missing.length > 0 || cases.some(({ status }) => status === 'not-shown')
  return isOpen ? 'not-shown' : 'held'
}

/** What says nothing of anything is a question left open; a rule for all of a kind holds where there is none. */
function nothingMeant({ model }: State, asked: Asked): readonly string[] {
  const { for: from, to } = asked
  if (from?.kind === 'component' && to?.kind === 'component') {
    const [one, other] = [from, to].map(({ component }) => model.components[component]!.name)
    return [`a way from ${one} to ${other}`]
  }
  if (from === undefined && asked.demand.kind === 'metric' && asked.demand.metric === 'rpo')
    return ['a source of truth to hold it against']
  if (from === undefined && asked.demand.kind !== 'attribute') return ['a flow to hold it against']
  if (asked.demand.kind === 'attribute') return []
  if (from?.kind === 'kind') return [`a ${from.name} that it is about`]
  if (from?.kind === 'component')
    return [`what it is about in ${model.components[from.component]!.name}`]
  return ['anything that it is about']
}

/** The case that is worst off: of failed ones the furthest from the target, else the first that is open. */
export function worstCase(answer: Answer): Case | undefined {
  const { cases } = answer
  return failedCases(answer)[0] ?? cases.find(({ status }) => status === 'not-shown') ?? cases[0]
}

/** Those that fail, the furthest from the target first. */
export function failedCases({ asked, cases }: Answer): readonly Case[] {
  const { comparison } = measureOf(asked.demand)
  const isLeast = comparison === '>=' || comparison === '>'
  const compare = (a: number, b: number): number => (a === b ? 0 : isLeast ? a - b : b - a)
  return cases.filter(({ status }) => status === 'failed').sort((a, b) => compare(a.low, b.low))
}
