// Requirements of a text and their answers, as tests of them read.

import type { Answer } from '#src/analysis/requirements/answers.ts'
import { amountText } from '#src/analysis/requirements/words.ts'
import { read } from './linting.ts'

export function answersIn(text: string): readonly Answer[] {
  const { facts } = read(text)
  return facts.requirements().map(facts.answer)
}

export const told = ({ asked, status, cases }: Answer): string =>
  `${status}: ${cases.map((one) => `${one.subject.name} ${amountText(asked.demand, one)}`).join(', ')}`

export const only = (text: string): string => answersIn(text).map(told).join('; ')
