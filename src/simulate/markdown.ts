// A simulation for a pull request: the same tables in Markdown.

import { showAvailability, showDowntime, showPercent } from '#src/model/show-quantity.ts'
import type { Row } from './columns.ts'
import { cell, table } from './markdown-table.ts'
import { lossTable } from './matrix.ts'
import type { Outcome } from './outcome.ts'
import { bottleneckLine, fullLines, requirementRows, signWords } from './pretty.ts'

export function markdown(outcome: Outcome): string {
  const sections = [
    [`# What breaks: ${cell(outcome.file)}`],
    ...(outcome.state ? [stateOf(outcome)] : [flowsOf(outcome), lossesOf(outcome)]),
    outcome.state ? [] : bottleneckLine(outcome).map(cell),
    requirementsOf(outcome),
    scenariosOf(outcome),
    outcome.assumptions.map((line) => `- ${cell(line)}`),
  ]
  return `${sections
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`
}

function flowsOf({ flows }: Outcome): readonly string[] {
  if (flows.length === 0) return ['There is no flow.']
  const rows = flows.map(
    (flow, index): Row => [
      String(index + 1),
      flow.name,
      showAvailability(flow.unavailability, 3),
      showDowntime(flow.unavailability, 'year'),
      flow.contributors
        .filter(({ share }) => share >= 0.005)
        .slice(0, 3)
        .map(({ name, share }) => `${name} ${showPercent(share, 2)}`)
        .join(', '),
      flow.method,
    ],
  )
  return table(['', 'flow', 'availability', 'down in a year', 'most of it', 'computed'], rows)
}

function lossesOf(outcome: Outcome): readonly string[] {
  if (outcome.flows.length === 0) return []
  const { rows, rest } = lossTable(outcome)
  const [heading, ...others] = rows
  return [
    `${signWords(outcome)}.`,
    '',
    ...table(
      heading!.map((one) => one.trim()),
      others.map((row) => row.map(shownSign)),
    ),
    ...(rest.length > 0 ? ['', ...rest.map(cell)] : []),
  ]
}

function shownSign(text: string): string {
  return text === '.' ? '' : text.trim()
}

function stateOf({ state }: Outcome): readonly string[] {
  if (!state) return []
  const words = { broken: 'stops', degraded: 'goes on with less', fine: 'goes on' } as const
  const lost = state.lost.length > 0 ? `lost: ${state.lost.join(', ')}` : 'nothing lost'
  return [
    cell([...(state.title ? [state.title] : []), lost, `load: ${state.load}x`].join('; ')),
    '',
    ...table(
      ['flow', '', 'lost'],
      state.flows.map(({ name, effect, lacks }): Row => [name, words[effect], lacks.join(', ')]),
    ),
    ...fullLines(state.overloads).flatMap((line) => ['', cell(line.trim())]),
  ]
}

function requirementsOf({ requirements, state }: Outcome): readonly string[] {
  const rows = requirementRows(state ? state.requirements : requirements)
  if (rows.length === 0) return []
  return table(
    ['', 'requirement', 'of', 'found'],
    rows.map((row) => row.map((one) => one.trim())),
  )
}

function scenariosOf({ scenarios }: Outcome): readonly string[] {
  if (scenarios.length === 0) return []
  const rows = scenarios.map(
    ({ name, passed, failures }): Row => [passed ? 'passed' : 'failed', name, failures.join('; ')],
  )
  return table(['', 'scenario', 'what broke'], rows)
}
