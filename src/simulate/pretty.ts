// A simulation for people: the flows and their numbers, a matrix of what each loss does, what matters most, what is
// required, the scenarios, and what the numbers rest on. A number that rests on a default carries a star.

import { showAvailability, showNumber } from '#src/model/show-quantity.ts'
import { columns, type Row } from './columns.ts'
import { availableText, detailLines, downText, neverFailed } from './flow-text.ts'
import { lossTable, mostNumbered } from './matrix.ts'
import type { FlowOutcome, Outcome, RequirementOutcome, StateOutcome } from './outcome.ts'
import { type Full, overloadText } from './overload-text.ts'
import { requirementRows } from './requirement-rows.ts'
import { shortened, wrapped } from './wrapped.ts'

export function pretty(outcome: Outcome): string {
  const { state } = outcome
  const blocks = [
    ...(state ? [stateBlock(state)] : [flowBlock(outcome), lossBlock(outcome)]),
    ...(state ? [] : detailed(outcome).map((flow) => detailLines(outcome, flow))),
    ...(state ? [] : [bottleneckLine(outcome).flatMap((line) => wrapped('', line, 2))]),
    ...(state ? [] : [requirementBlock(outcome.requirements)]),
    scenarioBlock(outcome),
    outcome.assumptions.flatMap(({ kind, text }) =>
      wrapped(kind === 'default' ? '* ' : '= ', text),
    ),
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

const widestName = 40

function flowBlock({ flows }: Outcome): readonly string[] {
  if (flows.length === 0) return ['there is no flow: a client with an edge makes one']
  const isLong = flows.length > mostNumbered
  const numbers = new Map(flows.map((flow, index) => [flow, index + 1]))
  const shown = isLong ? leastAvailable(flows, mostListed) : flows
  const rows = shown.map(
    (flow): Row => [
      `  ${numbers.get(flow)}`,
      shortened(flow.name, widestName),
      availableText(flow),
      downText(flow),
      methodOf(flow),
    ],
  )
  if (!isLong) return ['Flows', ...columns(rows)]
  const rest = flows.length - shown.length
  return ['Flows, the least available first', ...columns(rows), `  and ${rest} more available ones`]
}

const mostListed = 24

export function methodOf(flow: FlowOutcome): string {
  const { method, low, high } = flow
  if (method === 'exact' || low === undefined || high === undefined) return ''
  if (neverFailed(flow)) return 'simulated, 95 % sure'
  const between = `${showAvailability(high, 3)} to ${showAvailability(low, 3)}`
  return method === 'bounds' ? `between bounds, ${between}` : `simulated, 95 % sure of ${between}`
}

function lossBlock(outcome: Outcome): readonly string[] {
  if (outcome.losses.length === 0) return []
  const { look, width, rows, rest } = lossTable(outcome)
  const hasOverloads = rows.some(({ overloads }) => overloads !== '')
  const cells = rows.map(({ text, signs, stops, degrades, crowds, overloads }): Row => {
    const label = `  ${shortened(text, width)}`
    const what =
      look === 'signs' ? [apart(signs)] : [stops, degrades, ...(hasOverloads ? [crowds] : [])]
    return [label, ...what, ...(hasOverloads ? [overloads] : [])]
  })
  const headings = headingRows(outcome, look, hasOverloads)
  return [
    ...wrapped('What each loss does', rows.length > 0 ? `: ${legend(outcome, look)}` : '', 2),
    ...(rows.length > 0 ? columns([...headings, ...cells]) : []),
    ...rest.flatMap((line) => wrapped('  ', line)),
  ]
}

function headingRows(
  { flows }: Outcome,
  look: 'signs' | 'numbers' | 'counts',
  hasOverloads: boolean,
): readonly Row[] {
  const last = hasOverloads ? ['too much for'] : []
  if (look === 'signs') {
    const numbers = flows.map((_, index) => String(index + 1))
    if (numbers.length <= mostWide) return [['  lost', apart(numbers), ...last]]
    const tens = numbers.map((one) => (one.length > 1 ? one[0]! : ' '))
    return [
      ['', apart(tens)],
      ['  lost', apart(numbers.map((one) => one.at(-1)!)), ...last],
    ]
  }
  const crowds = hasOverloads ? ['too full for'] : []
  return [['  lost', 'flows that stop', 'go on with less', ...crowds, ...last]]
}

/** Of more flows the columns stand closer, and their numbers upright. */
const mostWide = 9

function apart(signs: readonly string[]): string {
  return signs.join(signs.length <= mostWide ? '  ' : ' ')
}

function legend(outcome: Outcome, look: 'signs' | 'numbers' | 'counts'): string {
  if (look === 'signs') return `${signWords(outcome)}, . nothing`
  return look === 'numbers' ? 'flows by their numbers' : 'how many flows'
}

/** What the signs of the matrix mean, those that it can have. */
export function signWords({ losses }: Outcome): string {
  const isFull = losses.some(({ overloads }) => overloads.length > 0)
  const some = ['X stops the flow', '~ it goes on with less']
  return (isFull ? [...some, '! it goes on, and something gets more than it can do'] : some).join(
    ', ',
  )
}

/** Growth past this, or below its inverse, is no number that tells anything. */
const mostGrowth = 1e6

const mostOthers = 3

/** Where the growth of demand ends. */
export function bottleneckLine({ bottleneck, components }: Outcome): readonly string[] {
  if (!bottleneck) return []
  const { name, growth, unless } = bottleneck
  const perhaps = unless.length > 0 ? `, or more: ${unless.join('; ')}` : ''
  if (growth < 1 / mostGrowth) return [`${name} can do nothing, and is full at any load`]
  if (growth > mostGrowth) return ['the load grows over 1M times before anything is full']
  const times = `${showNumber(growth, growth > 1 && growth < 1.1 ? 3 : 2)}x`
  const others = components
    .filter((one) => one.name !== name && (one.utilization ?? 0) > 1)
    .sort((a, b) => b.utilization! - a.utilization!)
    .slice(0, mostOthers)
    .map((one) => `, ${one.name} at ${showNumber(1 / one.utilization!, 2)}x`)
  return growth > 1
    ? [`the load grows ${times} before ${name} is full${perhaps}`]
    : [`${name} is full at ${times} of the peak load${others.join('')}${perhaps}`]
}

const mostDetailed = 12

/** Of many flows those that are down most. */
function detailed({ flows }: Outcome): readonly FlowOutcome[] {
  return flows.length > mostListed ? leastAvailable(flows, mostDetailed) : flows
}

function leastAvailable(flows: readonly FlowOutcome[], count: number): readonly FlowOutcome[] {
  return [...flows].sort((a, b) => b.unavailability - a.unavailability).slice(0, count)
}

function requirementBlock(requirements: readonly RequirementOutcome[]): readonly string[] {
  if (requirements.length === 0) return []
  const rows = requirementRows(requirements)
  return [
    'Requirements',
    ...columns(rows.map(([status, text, of, found]) => [`  ${status}`, text!, of!, found!])),
  ]
}

function scenarioBlock({ scenarios }: Outcome): readonly string[] {
  if (scenarios.length === 0) return []
  const rows = scenarios.flatMap((one): readonly Row[] => {
    const { name, failures, overloads } = one
    const [first = '', ...others] = [...failures, overloadText(overloads)].filter(Boolean)
    return [
      [`  ${verdictOf(one)}`, shortened(name, widestName), first],
      ...others.map((line): Row => ['', '', line]),
    ]
  })
  return ['Scenarios', ...columns(rows)]
}

export function verdictOf({
  ran,
  passed,
}: Pick<Outcome['scenarios'][number], 'ran' | 'passed'>): string {
  if (!ran) return 'not run'
  return passed ? 'passed' : 'failed'
}

export const effectWords = {
  broken: 'stops',
  degraded: 'goes on with less',
  fine: 'goes on',
} as const

function stateBlock(state: StateOutcome): readonly string[] {
  const { title, flows, overloads, requirements } = state
  return [
    ...wrapped('', `${title === '' ? 'With' : `In ${title}:`} ${happens(state)}`, 2),
    ...columns(
      flows.map(({ name, effect, lacks, overloads: full }): Row => {
        const what = [
          ...(lacks.length > 0 ? [`lost: ${lacks.join(', ')}`] : []),
          ...(full.length > 0 ? [`too much for ${full.slice(0, 3).join(', ')}`] : []),
        ]
        return [`  ${shortened(name, widestName)}`, effectWords[effect], what.join('; ')]
      }),
    ),
    ...fullLines(overloads).map((line) => `  ${line}`),
    ...(requirements.length > 0 ? ['', ...requirementBlock(requirements)] : []),
  ]
}

/** `eu.a, pay lost, 10 times the load`. */
export function happens({ lost, load }: StateOutcome): string {
  const rest = lost.length - mostLost
  const names = rest > 1 ? [...lost.slice(0, mostLost), `${rest} more`] : lost
  const what = [
    ...(names.length > 0 ? [`${names.join(', ')} lost`] : []),
    ...(load === 1 ? [] : [load === 0 ? 'no load' : `${showNumber(load, 6)} times the load`]),
  ]
  return what.join(', ') || 'nothing lost'
}

const mostLost = 12

/** What gets more than it can do. */
export function fullLines(overloads: readonly Full[]): readonly string[] {
  return overloads.length === 0 ? [] : [`at peak ${overloadText(overloads)}`]
}
