// What findings about requirements say alike: how a number was computed and what it rests on, what a change that was
// tried would do, and which failed requirements another finding explains.

import type { Loss } from '#src/analysis/availability-facts.ts'
import type { Facts } from '#src/analysis/facts.ts'
import type {
  Answer,
  Asked,
  Candidate,
  Case,
  Contributor,
  Remedy,
} from '#src/analysis/requirements/answers.ts'
import { failedCases } from '#src/analysis/requirements/judge.ts'
import { overloadedText } from '#src/analysis/requirements/overloaded-text.ts'
import { amountText, caseText } from '#src/analysis/requirements/words.ts'
import type { Edge, Flow, Model } from '#src/model/model.ts'
import { showPercent } from '#src/model/show-quantity.ts'
import { declarationWith } from './paste.ts'
import { listed } from './words.ts'

/** `run a second copy of api: service api { replicas: 2 }`; with its outcome in between, where there is a number. */
export function remedyLine(model: Model, remedy: Candidate, outcome = ''): string {
  const { what, at, given } = remedy
  const line =
    'component' in at
      ? declarationWith(model.components[at.component]!, given)
      : edgesWith(model, edgesOf(model, remedy, at.edge), given)
  return `${what}${outcome === '' ? '' : ` (${outcome})`}: ${line}`
}

/** `98.5 % becomes 99.9 %`; nothing where it is no number. */
export function outcomeOf({ demand }: Asked, { before, after }: Remedy): string {
  if (demand.kind !== 'metric') return ''
  return `${amountText(demand, before)} becomes ${amountText(demand, after)}`
}

/** The one that it is written at, and others of its caller that change with it. */
function edgesOf({ edges }: Model, { changes }: Candidate, first: number): readonly Edge[] {
  const others = (changes.edges ?? []).map(({ edge }) => edge).filter((edge) => edge !== first)
  return [first, ...others].map((edge) => edges[edge]!)
}

function edgesWith(
  { components }: Model,
  edges: readonly Edge[],
  given: Readonly<Record<string, string>>,
): string {
  const { from, arrow, attributes, label } = edges[0]!
  const items = Object.entries(given).map(([name, value]) => `${name}: ${value}`)
  const targets = edges.map(({ to }) => components[to]!.name)
  const ends = `${components[from]!.name} ${arrow} ${targets.join(', ')}`
  const isPlain = edges.length === 1 && attributes.size === 0 && label === undefined
  return isPlain ? `${ends} { ${items.join(', ')} }` : `${items.join(', ')} on ${ends}`
}

const mostCases = 4

/** A line for each case, and how many more there are. */
export function caseLines(model: Model, asked: Asked, cases: readonly Case[]): readonly string[] {
  const more = cases.length - mostCases
  const shown = more === 1 ? cases : cases.slice(0, mostCases)
  const lines = shown.map((one) => caseText(model, asked, one))
  return more > 1 ? [...lines, `and ${more} more`] : lines
}

/** How the number was found, what it comes from, which inputs are defaults: a line each, where there is one. */
export function computed({ components }: Model, { demand }: Asked, one: Case): readonly string[] {
  const nameOf = (id: number): string => components[id]!.name
  const isOdds = demand.kind === 'metric' && ['availability', 'downtime'].includes(demand.metric)
  const parts = one
    .contributors()
    .filter(({ share }) => share >= 0.005)
    .slice(0, 3)
  return [
    ...(demand.kind === 'metric' && parts.length > 0 ? partsOf(demand, parts, one, nameOf) : []),
    ...(one.missing.length > 0 ? [`not known: ${listed(one.missing)}`] : []),
    ...(one.method === 'bounds' ? ['too large for an exact number: it lies between bounds'] : []),
    ...(one.method === 'simulated'
      ? ['too large for an exact number: simulated, 95 % confidence']
      : []),
    ...(one.defaults.length > 0
      ? [
          `by default of their kind: the availability of ${listed(one.defaults.map(nameOf))}; write availability to replace it`,
        ]
      : []),
    ...(one.leftOut.length > 0
      ? [
          `taken never to fail: ${listed(one.leftOut.map(nameOf))}; write availability to count ${one.leftOut.length === 1 ? 'it' : 'them'}`,
        ]
      : []),
    ...(isOdds ? ['failures are taken to be independent of each other'] : []),
  ]
}

function partsOf(
  { metric }: Extract<Asked['demand'], { kind: 'metric' }>,
  parts: readonly Contributor[],
  { subject }: Case,
  nameOf: (id: number) => string,
): readonly string[] {
  const [first] = parts
  if (!first || (subject.kind === 'component' && subject.component === first.component)) return []
  if (metric === 'throughput') return [`full first: ${nameOf(first.component)}`]
  if (metric === 'rpo') return [`so much when ${nameOf(first.component)} is lost`]
  if (first.share >= 0.995) return [`all of it: ${nameOf(first.component)}`]
  const shares = parts.map(
    ({ component, share }) => `${nameOf(component)} ${showPercent(share, 2)}`,
  )
  return [`most of it: ${shares.join(', ')}`]
}

/** Of a requirement to survive something: what is served all the same, and overloaded. */
export function servedAndFull(
  model: Model,
  facts: Facts,
  { asked, cases }: Answer,
): readonly string[] {
  if (asked.demand.kind !== 'survive') return []
  return cases.flatMap(({ status, subject }) => {
    const full = status === 'held' ? facts.overloading(asked).of(subject) : undefined
    return full ? [`"${subject.name}" is served, overloaded: ${overloadedText(model, full)}`] : []
  })
}

/** That a requirement to survive such events holds, where it does: it asks for no more than to be served. */
export function heldAllTheSame(facts: Facts, what: 'copy' | 'zone'): readonly string[] {
  return facts
    .requirements()
    .filter(({ demand }) => demand.kind === 'survive' && demand.what === what)
    .filter((asked) => facts.answer(asked).status === 'held')
    .slice(0, 1)
    .map(({ text }) => `\`require ${text}\` holds all the same: what is overloaded is still served`)
}

/** Whether a target of this metric binds the flow. */
export function isRequired(facts: Facts, metrics: readonly string[]): boolean {
  return facts
    .requirements()
    .some(({ demand }) => demand.kind === 'metric' && metrics.includes(demand.metric))
}

/** How busy the component may be: the lowest limit that it breaks, with the lines that ask for it; else 1. */
export function mostBusy(
  facts: Facts,
  component: number,
): { readonly below: number; readonly asks: readonly string[] } {
  const broken = facts
    .requirements()
    .flatMap((asked) => (isUtilization(asked) ? [facts.answer(asked)] : []))
    .filter(({ cases }) => cases.some((one) => one.status === 'failed' && isOf(one, component)))
  const limits = broken.flatMap(({ asked: { demand } }) =>
    demand.kind === 'metric' ? [demand.target] : [],
  )
  return {
    below: Math.min(1, ...limits.filter((limit) => limit > 0)),
    asks: broken.map(({ asked }) => `the file asks for \`${asked.text}\``),
  }
}

/** Whether the file says how busy the component may be. */
export function isLimited(facts: Facts, component: number): boolean {
  return facts
    .requirements()
    .some(
      (asked) =>
        isUtilization(asked) && facts.answer(asked).cases.some((one) => isOf(one, component)),
    )
}

/** The components that a failed limit of utilization is about, where each of them is asked for more than it can do. */
export function overloadedCauses(
  facts: Facts,
  asked: Asked,
  failed: readonly Case[],
): readonly string[] | undefined {
  if (!isUtilization(asked)) return undefined
  const full = failed.flatMap(({ subject }) =>
    subject.kind === 'component' && (facts.utilization(subject.component)?.peak ?? 0) >= 1
      ? [subject.name]
      : [],
  )
  return full.length === failed.length ? full : undefined
}

function isUtilization({ demand }: Asked): boolean {
  if (demand.kind !== 'metric' || demand.metric !== 'utilization') return false
  return demand.comparison === '<=' || demand.comparison === '<'
}

function isOf({ subject }: Case, component: number): boolean {
  return subject.kind === 'component' && subject.component === component
}

/** Failed requirements to survive zones that these zones explain, all of them together: for their findings' witness. */
export function explainedBy(facts: Facts, zones: ReadonlySet<number>): readonly Answer[] {
  return facts
    .requirements()
    .filter(({ demand }) => demand.kind === 'survive' && demand.what === 'zone')
    .map(facts.answer)
    .filter(({ status }) => status === 'failed')
    .filter(({ cases }) =>
      cases.every(({ breaking }) => breaking.every((set) => isWithin(zones, zonesAlone(set)))),
    )
}

/** Failed requirements of the file on a latency that only these flows break. */
export function explainedByBudgets(facts: Facts, flows: ReadonlySet<Flow>): readonly Answer[] {
  return facts
    .requirements()
    .filter(({ by, demand }) => by === 'file' && isOfLatency(demand))
    .map(facts.answer)
    .filter(({ status }) => status === 'failed')
    .filter((answer) =>
      failedCases(answer).every(
        ({ subject }) => subject.kind === 'flow' && flows.has(subject.flow),
      ),
    )
}

function isOfLatency(demand: Asked['demand']): boolean {
  return demand.kind === 'metric' && demand.metric === 'latency'
}

/** Whether the zone is among what breaks it. */
export function brokenBy({ cases }: Answer, zone: number): boolean {
  return cases.some(({ breaking }) => breaking.some((set) => zonesAlone(set).includes(zone)))
}

/** Where one event is enough: what may happen, any of zones that hold the same. */
function zonesAlone([loss, second]: readonly Loss[]): readonly number[] {
  if (!loss || second) return []
  return loss.zones ? (loss.zones.lost === 1 ? loss.zones.of : []) : [loss.component]
}

function isWithin(all: ReadonlySet<number>, some: readonly number[]): boolean {
  return some.length > 0 && some.every((one) => all.has(one))
}
