// A simulation for a pull request: the same tables in Markdown.

import type { Row } from './columns.ts'
import { availableText, contributorsText, cutSetText, timeDown } from './flow-text.ts'
import { cell, table } from './markdown-table.ts'
import { lossTable } from './matrix.ts'
import type { Outcome } from './outcome.ts'
import { overloadText } from './overload-text.ts'
import {
  bottleneckLine,
  effectWords,
  fullLines,
  happens,
  methodOf,
  signWords,
  verdictOf,
} from './pretty.ts'
import { requirementRows } from './requirement-rows.ts'

export function markdown(outcome: Outcome): string {
  const sections = [
    [`# What breaks: ${cell(outcome.file)}`],
    ...(outcome.state ? [stateOf(outcome)] : [flowsOf(outcome), lossesOf(outcome)]),
    outcome.state ? [] : bottleneckLine(outcome).map((line) => `${cell(line)}.`),
    requirementsOf(outcome),
    scenariosOf(outcome),
    outcome.assumptions.map(
      ({ kind, text }) => `- ${cell(kind === 'default' ? `* ${text}` : text)}`,
    ),
  ]
  return `${sections
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`
}

function flowsOf({ flows }: Outcome): readonly string[] {
  if (flows.length === 0) return ['There is no flow: a client with an edge makes one.']
  const rows = flows.map((flow, index): Row => {
    const [first] = flow.cutSets
    return [
      String(index + 1),
      flow.name,
      availableText(flow),
      timeDown(flow, 'year'),
      contributorsText(flow),
      first && first.events.length > 0 ? cutSetText(first) : '',
      methodOf(flow) || flow.method,
    ]
  })
  const heading = ['', 'flow', 'availability', 'down in a year', 'comes from']
  return table([...heading, 'stopped first by', 'computed'], rows)
}

function lossesOf(outcome: Outcome): readonly string[] {
  const { flows } = outcome
  if (flows.length === 0) return []
  const { look, rows, rest } = lossTable(outcome)
  const isFull = rows.some(({ overloads }) => overloads !== '')
  const signs = look === 'signs'
  const heading = [
    'lost',
    ...(signs
      ? flows.map((_, index) => String(index + 1))
      : ['flows that stop', 'go on with less', ...(isFull ? ['too full for'] : [])]),
    ...(isFull ? ['too much for'] : []),
  ]
  const cells = rows.map(
    (row): Row => [
      row.text,
      ...(signs
        ? row.signs.map((sign) => (sign === '.' ? '' : sign))
        : [row.stops, row.degrades, ...(isFull ? [row.crowds] : [])]),
      ...(isFull ? [row.overloads] : []),
    ],
  )
  return [
    ...(signs && rows.length > 0 ? [`${signWords(outcome)}.`, ''] : []),
    ...(rows.length > 0 ? table(heading, cells) : []),
    ...rest.flatMap((line, index) => [...(index > 0 || rows.length > 0 ? [''] : []), cell(line)]),
  ]
}

function stateOf({ state }: Outcome): readonly string[] {
  if (!state) return []
  const title = state.title === '' ? 'With' : `In ${state.title}:`
  return [
    cell(`${title} ${happens(state)}`),
    '',
    ...table(
      ['flow', '', 'lost', 'too much for'],
      state.flows.map(
        ({ name, effect, lacks, overloads }): Row => [
          name,
          effectWords[effect],
          lacks.join(', '),
          overloads.join(', '),
        ],
      ),
    ),
    ...fullLines(state.overloads).flatMap((line) => ['', cell(line)]),
  ]
}

function requirementsOf({ requirements, state }: Outcome): readonly string[] {
  const rows = requirementRows(state ? state.requirements : requirements)
  return rows.length === 0 ? [] : table(['', 'requirement', 'of', 'found'], rows)
}

function scenariosOf({ scenarios }: Outcome): readonly string[] {
  if (scenarios.length === 0) return []
  const rows = scenarios.map((one): Row => {
    const { name, failures, overloads } = one
    const found = [...failures, overloadText(overloads)].filter(Boolean)
    return [verdictOf(one), name, found.join('; ')]
  })
  return table(['', 'scenario', 'what was found'], rows)
}
