// A flow whose written budgets add up to more than its latency, or than the deadline of the scheduler that it
// starts at. What is not written is not counted and is said, so the sum is the least that the budgets allow.

import type {
  Asked,
  Budget,
  Case,
  Component,
  Context,
  Finding,
  Flow,
  FlowLatency,
  LatencyTarget,
  LatencyTerm,
} from '#src/lint/rule.ts'
import {
  counted,
  declarationWith,
  defineRule,
  durationToWrite,
  explainedByBudgets,
  listed,
  named,
  showApart,
  showDuration,
  showNumber,
  writeDuration,
} from '#src/lint/rule.ts'

type Model = Context<object>['model']

const over = (flow: string, sum: string, least: string, target: string): string =>
  `the budgets along ${named(flow)} add up to ${least}${sum}, over its ${target}`

const why =
  'p99 budgets are added up, which is safe: only a flow whose sum is within its target keeps it'

const missing = (names: readonly string[]): string =>
  `not in the sum: the time of ${listed(names)}, which ${names.length === 1 ? 'says' : 'say'} no latency`

const silent = (edges: number): string =>
  `no latency is written on ${counted(edges, 'call', 'calls')}: the network counts 0 there`

const onceAround = (names: readonly string[]): string =>
  `${listed(names)} wait for each other, and are counted once`

const asks = (requirement: string): string => `the file asks for \`${requirement}\` too`

const asMuch = (requirement: string): string => `, and as much in \`${requirement}\``

const largest = (name: string, time: string): string => `${name} has ${time} of it`

export default defineRule({
  id: 'latency-budget-exceeded',
  category: 'latency',
  severity: 'error',
  presets: ['recommended', 'strict'],
  since: '0.1.0',
  summary: 'the times that a flow waits for add up to more than its latency',
  options: {},
  yieldsTo: [],
  *check({ model, facts }) {
    const slow = model.flows.flatMap((flow) => {
      const target = facts.latencyTargets(flow).find(({ by }) => by !== 'requirement')
      if (!target) return []
      const latency = facts.latency(flow)
      return latency.written.budgetMs > target.ms ? [{ flow, target, latency }] : []
    })
    const explained = explainedByBudgets(facts, new Set(slow.map(({ flow }) => flow)))
    for (const { flow, target, latency } of slow) {
      const own = facts.requirements().filter(({ at }) => at === target.at)
      const also = explained.filter(({ cases }) => cases.some((one) => isAbout(one, flow)))
      const asked = { own, also: also.map(({ asked }) => asked) }
      yield exceeded(model, flow, latency, target, asked)
    }
  },
})

function isAbout({ status, subject }: Case, flow: Flow): boolean {
  return status === 'failed' && subject.kind === 'flow' && subject.flow === flow
}

function exceeded(
  model: Model,
  flow: Flow,
  latency: FlowLatency,
  target: LatencyTarget,
  { own, also }: Readonly<Record<'own' | 'also', readonly Asked[]>>,
): Finding {
  const { budgetMs, atLeast, unknown, edgesWithoutLatency, circles, terms, path } = latency.written
  const namesOf = (ids: readonly number[]): readonly string[] =>
    ids.map((id) => model.components[id]!.name)
  const [sum, limit] = showApart(showDuration, budgetMs, target.ms)
  const what = target.by === 'deadline' ? 'deadline' : 'latency'
  const [most] = bySize(terms)
  return {
    message: over(flow.name, sum, atLeast ? 'at least ' : '', `${what} of ${limit}`),
    at: target.at,
    subjects: [flow.name],
    about: 'flow',
    related: most
      ? [
          {
            message: largest(nameOf(model, most), showDuration(sizeOf(most))),
            at: placeOf(model, most),
          },
        ]
      : [],
    notes: [
      arithmetic(model, latency.written, sum),
      why,
      ...(unknown.length > 0 ? [missing(namesOf(unknown))] : []),
      ...(edgesWithoutLatency > 0 ? [silent(edgesWithoutLatency)] : []),
      ...(circles.length > 1 ? [onceAround(namesOf(circles))] : []),
      ...also.map(({ text }) => asks(text)),
    ],
    help: helpFor(model, flow, latency, { ...target, ms: leastOf(target, also) }, also),
    witness: {
      flows: [flow.name],
      path: namesOf(path),
      budgetMs,
      targetMs: target.ms,
      requirements: [...own, ...also].map(({ text }) => text),
    },
  }
}

function leastOf({ ms }: LatencyTarget, also: readonly Asked[]): number {
  const targets = also.flatMap(({ demand }) => (demand.kind === 'metric' ? [demand.target] : []))
  return Math.min(ms, ...targets)
}

const shownTerms = 8

/** `api 15 ms + meta 3 × 5 ms = 30 ms`, the largest first. */
function arithmetic(model: Model, { terms }: Budget, sum: string): string {
  const sorted = bySize(terms)
  const shown = sorted.slice(0, shownTerms).map((term) => {
    const times = term.times === 1 ? '' : `${showNumber(term.times, 4)} × `
    return `${nameOf(model, term)} ${times}${showDuration(term.ms)}`
  })
  const rest = sorted.slice(shownTerms)
  if (rest.length > 0) {
    const left = rest.reduce((ms, term) => Math.min(ms + sizeOf(term), Number.MAX_VALUE), 0)
    shown.push(`${counted(rest.length, 'other', 'others')} ${showDuration(left)}`)
  }
  return `${shown.join(' + ')} = ${sum}`
}

function bySize(terms: readonly LatencyTerm[]): readonly LatencyTerm[] {
  return [...terms].sort((a, b) => sizeOf(b) - sizeOf(a))
}

function sizeOf({ times, ms }: LatencyTerm): number {
  return Math.min(times * ms, Number.MAX_VALUE)
}

function nameOf({ components }: Model, term: LatencyTerm): string {
  if (term.kind === 'own') return components[term.component]!.name
  const call = `${components[term.edge.from]!.name} -> ${components[term.edge.to]!.name}`
  return term.kind === 'timeout' ? `${call} until it is given up` : call
}

function placeOf({ components }: Model, term: LatencyTerm): Finding['at'] {
  return term.kind === 'own' ? components[term.component]!.at : term.edge.at
}

/** The first of these that is enough: calls at the same time, a faster component, a flow that promises less. */
function helpFor(
  model: Model,
  flow: Flow,
  latency: FlowLatency,
  target: LatencyTarget,
  also: readonly Asked[],
): string {
  return (
    callsAtOnce(model, latency, target) ??
    fasterPart(model, latency, target) ??
    promisedTime(model, flow, latency, target) + also.map(({ text }) => asMuch(text)).join('')
  )
}

function callsAtOnce(
  { components }: Model,
  { sequences, tried }: FlowLatency,
  { ms }: LatencyTarget,
): string | undefined {
  // What is asked after a cache has missed cannot be asked together with it.
  const apart = sequences.filter(({ edges }) =>
    edges.every(({ to }) => components[to]!.builtin !== 'cache'),
  )
  const best = apart
    .map((one) => ({ ...one, budgetMs: tried({ atOnce: one.component }).budgetMs }))
    .filter(({ budgetMs }) => budgetMs <= ms)
    .sort((a, b) => a.budgetMs - b.budgetMs)[0]
  if (!best) return undefined
  const { name } = components[best.component]!
  const calls = best.edges.map(({ to }) => `${components[to]!.name} { parallel: yes }`)
  return `where ${name} need not wait for one answer to ask for the next, that makes ${showDuration(best.budgetMs)}: ${name} -> ${calls.join(', ')}`
}

/** The largest own time, if it can be made small enough and stay a tenth of what it is. */
function fasterPart(
  { components }: Model,
  { written, tried }: FlowLatency,
  { ms }: LatencyTarget,
): string | undefined {
  const most = bySize(written.terms).find(
    (term) => term.kind === 'own' && components[term.component]!.builtin !== 'external',
  )
  if (most?.kind !== 'own') return undefined
  const exactly = most.ms - (written.budgetMs - ms) / most.times
  const time = writeDuration(exactly, 'down')
  const wanted = durationToWrite(exactly, 'down')
  if (time === undefined || wanted === undefined || wanted < most.ms / 10) return undefined
  if (tried({ ownMs: new Map([[most.component, wanted]]) }).budgetMs > ms) return undefined
  const part: Component = components[most.component]!
  return `bring ${named(part.name)} down to ${showDuration(wanted)}: ${declarationWith(part, { latency: time })}`
}

function promisedTime(
  { components }: Model,
  flow: Flow,
  { written }: FlowLatency,
  { by, at }: LatencyTarget,
): string {
  const time = writeDuration(written.budgetMs, 'up')
  if (time === undefined) return 'let it make fewer calls: no target is long enough for these'
  const start = components.find(({ attributes }) => attributes.get('deadline')?.at === at)
  const given =
    by === 'deadline' && start
      ? declarationWith(start, { deadline: time })
      : `latency: ${time} in flow ${named(flow.name)}`
  return `ask less of what is behind, or give it the time that it takes: ${given}`
}
