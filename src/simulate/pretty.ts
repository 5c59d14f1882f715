// A simulation for people: the flows and their numbers, a matrix of what each loss does, what matters most, what is
// required, the scenarios, and what the numbers rest on. Losses that stop nothing are summed up.

import {
  showAvailability,
  showDowntime,
  showDuration,
  showNumber,
  showPercent,
} from '#src/model/show-quantity.ts'
import { columns, type Row } from './columns.ts'
import { lossTable, mostColumns } from './matrix.ts'
import type { FlowOutcome, Outcome, RequirementOutcome, StateOutcome } from './outcome.ts'

export function pretty(outcome: Outcome): string {
  const blocks = [
    ...(outcome.state ? [stateBlock(outcome.state)] : [flowBlock(outcome), lossBlock(outcome)]),
    ...(outcome.state ? [] : detailed(outcome).map((flow) => detailBlock(outcome, flow))),
    ...(outcome.state ? [] : [bottleneckLine(outcome)]),
    ...(outcome.state ? [] : [requirementBlock(outcome.requirements)]),
    scenarioBlock(outcome),
    outcome.assumptions.map((line) => `= ${line}`),
  ]
  const shown = blocks.filter((lines) => lines.length > 0)
  return `${[[titleOf(outcome)], ...shown].map((lines) => lines.join('\n')).join('\n\n')}\n`
}

function titleOf({ file, flows, components }: Outcome): string {
  const kinds = Map.groupBy(components, ({ kind }) =>
    kind === 'zone' || kind === 'region' ? kind : 'component',
  )
  const count = (kind: 'component' | 'zone' | 'region', one: string) => {
    const number = kinds.get(kind)?.length ?? 0
    return number === 0 ? [] : [`${number} ${one}${number === 1 ? '' : 's'}`]
  }
  const parts = [
    `${flows.length} flow${flows.length === 1 ? '' : 's'}`,
    ...count('component', 'component'),
    ...count('zone', 'zone'),
    ...count('region', 'region'),
  ]
  return `${file}: ${parts.join(', ')}`
}

function flowBlock({ flows }: Outcome): readonly string[] {
  if (flows.length === 0) return ['there is no flow: a client with an edge makes one']
  const isLong = flows.length > mostColumns
  const shown = isLong ? leastAvailable(flows, mostColumns) : flows
  const rows = shown.map(
    (flow, index): Row => [
      isLong ? ' ' : `  ${index + 1}`,
      flow.name,
      showAvailability(flow.unavailability, 3),
      `down ${showDowntime(flow.unavailability, 'year')} a year`,
      methodOf(flow),
    ],
  )
  if (!isLong) return ['Flows', ...columns(rows)]
  const rest = flows.length - shown.length
  return ['Flows, the least available first', ...columns(rows), `  and ${rest} more available ones`]
}

function methodOf({ method, low, high }: FlowOutcome): string {
  if (method === 'exact' || low === undefined || high === undefined) return ''
  const between = `${showAvailability(high, 3)} to ${showAvailability(low, 3)}`
  return method === 'bounds' ? `between bounds, ${between}` : `simulated, ${between}`
}

function lossBlock(outcome: Outcome): readonly string[] {
  if (outcome.flows.length === 0) return []
  const { rows, rest } = lossTable(outcome)
  const legend = `What each loss does: ${signWords(outcome)}, . nothing`
  return [legend, ...columns(rows), ...rest.map((line) => `  ${line}`)]
}

/** What the signs of the matrix mean, those that it can have. */
export function signWords({ losses }: Outcome): string {
  const isFull = losses.some(({ overloads }) => overloads.length > 0)
  const some = ['X stops the flow', '~ it goes on with less']
  return (isFull ? [...some, '! it goes on, and something gets more than it can do'] : some).join(
    ', ',
  )
}

export function bottleneckLine({ bottleneck }: Outcome): readonly string[] {
  if (!bottleneck) return []
  const { name, growth } = bottleneck
  const times = `${showNumber(growth, 3)} times the peak`
  return [
    growth > 1 ? `${name} is full first, at ${times}` : `${name} is full first, below the peak`,
  ]
}

const mostDetailed = 12

/** Of many flows those that are down most. */
function detailed({ flows }: Outcome): readonly FlowOutcome[] {
  return flows.length > mostColumns ? leastAvailable(flows, mostDetailed) : flows
}

function leastAvailable(flows: readonly FlowOutcome[], count: number): readonly FlowOutcome[] {
  return [...flows].sort((a, b) => b.unavailability - a.unavailability).slice(0, count)
}

function detailBlock(outcome: Outcome, flow: FlowOutcome): readonly string[] {
  const { unavailability, contributors, latencyMs } = flow
  const parts = contributors
    .filter(({ share }) => share >= 0.005)
    .map(({ name, share }) => `${name} ${showPercent(share, 2)}`)
  const year = showDowntime(unavailability, 'year')
  const month = showDowntime(unavailability, 'month')
  return [
    `"${flow.name}": ${showAvailability(unavailability, 3)}, down ${year} a year, ${month} a month`,
    ...(parts.length > 0 ? [`  most of it   ${parts.join(', ')}`] : []),
    ...(flow.cutSets.length > 0 ? [`  stopped by   ${stoppedBy(flow)}`] : []),
    `  survives     ${survived(outcome, flow)}`,
    ...(latencyMs === undefined
      ? []
      : [`  takes        ${showDuration(latencyMs)} (sum of budgets)`]),
  ]
}

const shownSets = 5

function stoppedBy({ cutSets, cutSetCount, cutSetOrder, cutSetsTruncated }: FlowOutcome): string {
  const shown = cutSets
    .slice(0, shownSets)
    .map(({ text, probability }) =>
      probability > 0 ? `${text} (${showPercent(probability, 2)})` : text,
    )
  const rest = cutSetCount - shown.length
  const more =
    rest > 0 ? `; and ${rest} more ${rest === 1 ? 'set' : 'sets'} of up to ${cutSetOrder}` : ''
  return shown.join('; ') + more + (cutSetsTruncated ? ', as far as they were counted' : '')
}

function survived({ components }: Outcome, { tolerance, cutSetOrder }: FlowOutcome): string {
  if (tolerance.any === 0) return 'nothing: it is not served even with everything up'
  const isThere = (kind: string): boolean => components.some((one) => one.kind === kind)
  const kinds = [
    ['copies', 'copy', true],
    ['zones', 'zone', isThere('zone')],
    ['regions', 'region', isThere('region')],
  ] as const
  const said = kinds
    .filter(([, , isMeant]) => isMeant)
    .map(([many, one]) => {
      const least = tolerance[many]
      if (least === null) return `any ${cutSetOrder} ${many}`
      if (least === 1) return `not every ${one}`
      return least === 2 ? `any ${one}` : `any ${least - 1} ${many}`
    })
  return said.join(', ')
}

function requirementBlock(requirements: readonly RequirementOutcome[]): readonly string[] {
  if (requirements.length === 0) return []
  return ['Requirements', ...columns(requirementRows(requirements))]
}

const statusWords = { held: 'held', failed: 'failed', 'not-shown': 'not shown' } as const

/** What does not fail is summed up: a row for each requirement and what became of it. */
export function requirementRows(requirements: readonly RequirementOutcome[]): readonly Row[] {
  const key = ({ text, status, subject }: RequirementOutcome): string =>
    status === 'failed' ? `${text} ${subject}` : `${text} ${status}`
  return [...Map.groupBy(requirements, key).values()].map((alike) => {
    const [{ status, text, shown }] = alike as [RequirementOutcome] // a group has at least one
    const subjects = alike.map(({ subject }) => subject)
    const isSame = alike.every((one) => one.shown === shown)
    return [`  ${statusWords[status]}`, text, some(subjects), isSame ? shown : '']
  })
}

const mostSubjects = 3

function some(names: readonly string[]): string {
  const rest = names.length - mostSubjects
  if (rest <= 1) return names.join(', ')
  return `${names.slice(0, mostSubjects).join(', ')} and ${rest} more`
}

function scenarioBlock({ scenarios }: Outcome): readonly string[] {
  if (scenarios.length === 0) return []
  const rows = scenarios.flatMap(({ name, passed, failures }): readonly Row[] => [
    [`  ${passed ? 'passed' : 'failed'}`, name, failures[0] ?? ''],
    ...failures.slice(1).map((failure): Row => ['', '', failure]),
  ])
  return ['Scenarios', ...columns(rows)]
}

function stateBlock({
  title,
  lost,
  load,
  flows,
  overloads,
  requirements,
}: StateOutcome): readonly string[] {
  const words = { broken: 'stops', degraded: 'goes on with less', fine: 'goes on' } as const
  const what = [
    ...(lost.length > 0 ? [`${lost.join(', ')} lost`] : []),
    ...(load === 1 ? [] : [`${load} times the load`]),
  ]
  return [
    `${title === '' ? 'With' : `In ${title}:`} ${what.join(', ') || 'nothing lost'}`,
    ...columns(
      flows.map(({ name, effect, lacks }): Row => [`  ${name}`, words[effect], lacks.join(', ')]),
    ),
    ...fullLines(overloads),
    ...(requirements.length > 0 ? ['', ...requirementBlock(requirements)] : []),
  ]
}

const mostFull = 8

/** What gets more than it can do. */
export function fullLines(overloads: StateOutcome['overloads']): readonly string[] {
  if (overloads.length === 0) return []
  const shown = overloads
    .slice(0, mostFull)
    .map(({ name, utilization }) => `${name} ${showPercent(utilization, 3)}`)
  const rest = overloads.length - shown.length
  return [`  too full at peak: ${shown.join(', ')}${rest > 0 ? ` and ${rest} more` : ''}`]
}
