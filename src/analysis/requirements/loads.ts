// How much a subject can carry and how busy it is, in a state: after its failures, and with its load. Carried is
// what may arrive at peak before something on the way is full, where all demand grows alike. What is unwritten leaves
// the amount between bounds: an upper bound of a load is an upper bound of how busy something is.

import { demandOf } from '#src/analysis/demand.ts'
import type { Load, Utilization } from '#src/analysis/load-facts.ts'
import { servedWith } from '#src/analysis/serving.ts'
import type { Flow } from '#src/model/model.ts'
import type { Measured, Subject } from './answers.ts'
import { known, unknown } from './measured.ts'
import type { State } from './state.ts'

const noDemand = 'how much is asked for (users and requests, rps, or rate)'

export function measureUtilization(state: State, component: number): Measured {
  const { name } = state.model.components[component]!
  const load = state.loads().load(component)
  if (!load) return unknown([noDemand])
  if (load.isUnbounded) return unknown([endless(name)])
  const used = state.loads().utilization(component)
  if (used) return bounded(state, used, whyOpen(state, load, name))
  const isIdle = load.peak.total === 0 && !load.isAtLeast
  return isIdle ? known(0) : unknown([`capacity of ${name}`])
}

function endless(name: string): string {
  return `an end to what goes round through ${name}`
}

function bounded(state: State, used: Utilization, missing: readonly string[]): Measured {
  const { load, peak } = used
  const high = load.isAtLeast ? Number.POSITIVE_INFINITY : peak
  return known(peak, { low: surePeak(state, used), high, missing })
}

/** How busy it is by what is known alone. */
function surePeak(state: State, { component, load, peak }: Utilization): number {
  return load.isKnown ? peak : (state.sureLoads().utilization(component)?.peak ?? 0)
}

/** What would have to be written for the load to be known. */
function whyOpen({ model }: State, load: Load, name: string): readonly string[] {
  const { components, edges } = model
  const guesses = load.isKnown ? [] : load.guesses()
  const said = guesses.map((guess) => {
    if (guess.kind === 'hit') return `hit of ${components[guess.cache]!.name}`
    const { from, to } = edges[guess.edge]!
    return `calls of ${components[from]!.name} -> ${components[to]!.name}`
  })
  return load.isAtLeast ? [...said, `how much is asked for by all that leads to ${name}`] : said
}

export function measureThroughput(state: State, subject: Subject): Measured {
  if (!state.facts.hasDemand()) return unknown([noDemand])
  switch (subject.kind) {
    case 'flow':
      return ofFlow(state, subject.flow)
    case 'component':
      return ofComponent(state, subject.component)
    case 'way':
    case 'edge':
    case 'all':
      return unknown([
        `throughput of ${subject.name}, which is asked for of a flow or of a component`,
      ])
  }
}

function ofComponent(state: State, component: number): Measured {
  const { name } = state.model.components[component]!
  const load = state.loads().load(component)
  const used = state.loads().utilization(component)
  if (!load || !used) return unknown([`capacity of ${name}`])
  const { total } = load.peak
  const most = total > 0 && used.peak > 0 ? total / used.peak : used.capacity * used.copies
  return known(most, { contributors: () => [{ component, share: 1 }] })
}

function ofFlow(state: State, flow: Flow): Measured {
  const { failed, reliability } = state
  if (state.failures.length > 0 && !servedWith(reliability, flow, failed)) return known(0)
  const arriving = beginningWith(state, flow)
  if (arriving === 0) return unknown([`how much "${flow.name}" is asked for`])
  const on = componentsOf(state, flow)
  const missing = on.flatMap((one) => one.missing)
  const fullest = mostOf(on.map(({ peak }) => peak))
  const surely = mostOf(on.map(({ sure }) => sure))
  const isOpen = on.some(({ mayBeMore }) => mayBeMore)
  const limiting = on.find(({ peak }) => peak === fullest && peak > 0)
  return known(0, {
    low: isOpen || fullest === 0 ? 0 : arriving / fullest,
    high: surely === 0 ? Number.POSITIVE_INFINITY : arriving / surely,
    missing,
    contributors: () => (limiting ? [{ component: limiting.component, share: 1 }] : []),
  })
}

/** What is asked of it at peak, or brought to its start by other flows. */
function beginningWith({ facts, load, loads, reliability }: State, flow: Flow): number {
  const begun = demandOf(reliability.system).begun.filter((one) => one.flow === flow)
  if (begun.length > 0) return begun.reduce((sum, { rate }) => sum + rate.peak, 0) * load
  return facts.startsOf(flow).reduce((sum, id) => sum + partOf(loads().load(id), flow), 0)
}

interface OnFlow {
  readonly component: number
  readonly peak: number
  /** By what is known alone. */
  readonly sure: number
  /** True where the capacity is not written, or not all demand, so that it may be busier. */
  readonly mayBeMore: boolean
  readonly missing: readonly string[]
}

/** What the requests of the flow arrive at, and how busy that is. */
function componentsOf(state: State, flow: Flow): readonly OnFlow[] {
  const { components } = state.model
  return components.flatMap(({ id, name, builtin }): readonly OnFlow[] => {
    const load = state.loads().load(id)
    if (builtin === 'client' || !load || !isOn(load, flow)) return []
    if (load.isUnbounded) {
      const missing = [endless(name)]
      return [{ component: id, peak: 0, sure: 0, mayBeMore: true, missing }]
    }
    const used: Utilization | undefined = state.loads().utilization(id)
    const open = used ? whyOpen(state, load, name) : [`capacity of ${name}`]
    const mayBeMore = used === undefined || load.isAtLeast
    const sure = used ? surePeak(state, used) : 0
    return [{ component: id, peak: used?.peak ?? 0, sure, mayBeMore, missing: open }]
  })
}

function isOn(load: Load, flow: Flow): boolean {
  return load.byFlow().some(({ flows }) => flows.includes(flow))
}

function partOf(load: Load | undefined, flow: Flow): number {
  const own = load?.byFlow().filter(({ flows }) => flows.includes(flow)) ?? []
  return own.reduce((sum, { peak }) => sum + peak, 0)
}

function mostOf(amounts: readonly number[]): number {
  return amounts.reduce((most, one) => Math.max(most, one), 0)
}
