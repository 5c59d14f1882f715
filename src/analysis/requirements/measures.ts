// The table of what can be required: of what it speaks, how it is measured, and the target in the same terms.
// A measure is one line here and one function beside.

import type { Demand, Metric } from '#src/model/model.ts'
import { isStore } from '#src/model/roles.ts'
import type { Asked, Measured, Subject } from './answers.ts'
import { subjectsOfAttribute } from './attribute-subjects.ts'
import { measureAttribute } from './attributes.ts'
import { measureUnavailability } from './availability.ts'
import { measureAge } from './freshness.ts'
import { measureLatency } from './latency.ts'
import { measureThroughput, measureUtilization } from './loads.ts'
import { measureLostWrites } from './losing-writes.ts'
import { type Comparison, known } from './measured.ts'
import { measureRestoring, restorable } from './restoring.ts'
import type { State } from './state.ts'
import { componentsMeant, flowsMeant, isRunning, servingSubjects } from './subjects.ts'
import { measureCost, measureStorage } from './sums.ts'
import { measureSurvival } from './survival.ts'

export interface Measure {
  subjects(state: State, asked: Asked): readonly Subject[]
  measure(state: State, subject: Subject): Measured
  readonly comparison: Comparison
  readonly target: number
}

export const yearMs = 365 * 86_400_000

export function measureOf(demand: Demand): Measure {
  switch (demand.kind) {
    case 'survive':
      return {
        subjects: serving,
        measure: (state, subject) => measureSurvival(state, subject, demand),
        comparison: '=',
        target: 1,
      }
    case 'attribute':
      return {
        subjects: (state, asked) => subjectsOfAttribute(state, asked, demand.name),
        measure: (state, subject) => measureAttribute(state, subject, demand),
        comparison: '=',
        target: 1,
      }
    case 'metric': {
      const { comparison, target } = demand
      return { comparison, target, ...metrics[demand.metric](demand) }
    }
  }
}

type OfMetric = (
  demand: Extract<Demand, { kind: 'metric' }>,
) => Pick<Measure, 'subjects' | 'measure'> & Partial<Measure>

const serving = ({ reliability }: State, asked: Asked): readonly Subject[] =>
  servingSubjects(reliability.system, asked)

const metrics: Readonly<Record<Metric, OfMetric>> = {
  // Held as what is missing from it; digits beyond those that a person can write are noise.
  availability: ({ comparison, target }) => ({
    subjects: serving,
    measure: measureUnavailability,
    comparison: turned[comparison],
    target: Number((1 - target).toPrecision(10)),
  }),
  /** In a year. */
  downtime: ({ target }) => ({
    subjects: serving,
    measure: measureUnavailability,
    target: target / yearMs,
  }),
  latency: () => ({ subjects: serving, measure: measureLatency }),
  throughput: () => ({ subjects: serving, measure: measureThroughput }),
  utilization: () => ({
    subjects: (state, asked) =>
      each(
        state,
        componentsOn(state, asked).filter((id) => runs(state, id)),
      ),
    measure: (state, subject) => measureOne(state, subject, measureUtilization),
  }),
  freshness: () => ({ subjects: serving, measure: measureAge }),
  rpo: () => ({
    subjects: (state, asked) => each(state, storesMeant(state, asked)),
    measure: (state, subject) => measureOne(state, subject, measureLostWrites),
  }),
  rto: () => ({
    subjects: (state, asked) => each(state, restorableMeant(state, asked)),
    measure: (state, subject) => measureOne(state, subject, measureRestoring),
  }),
  storage: () => ({
    subjects: (state, asked) => [all(holdersMeant(state, asked))],
    measure: (state, subject) => measureStorage(state, idsOf(subject)),
  }),
  cost: () => ({
    subjects: (state, asked) => [all(componentsOn(state, asked).filter((id) => runs(state, id)))],
    measure: (state, subject) => measureCost(state, idsOf(subject)),
  }),
}

const turned: Readonly<Record<Comparison, Comparison>> = {
  ...{ '>=': '<=', '<=': '>=', '>': '<', '<': '>', '=': '=', '!=': '!=' },
}

function runs({ model }: State, id: number): boolean {
  return isRunning(model.components[id]!)
}

/** Components that are selected, or that bear on the flows that are. */
function componentsOn(state: State, asked: Asked): readonly number[] {
  if (asked.for?.kind !== 'flow') return componentsMeant(state.reliability.system, asked)
  const flows = flowsMeant(state.reliability.system, asked) ?? []
  const { components } = state.model
  const isOn = (id: number) => state.facts.flowsOf(id).some((flow) => flows.includes(flow))
  return components.map(({ id }) => id).filter(isOn)
}

/** Without a selection, and of flows: what something writes to as the truth. */
function storesMeant(state: State, asked: Asked): readonly number[] {
  const ids = componentsOn(state, asked)
  if (asked.for && asked.for.kind !== 'flow' && asked.for.kind !== 'everything')
    return ids.filter((id) => isStore(state.model.components[id]!))
  return ids.filter((id) => state.facts.isSourceOfTruth(id))
}

function restorableMeant(state: State, asked: Asked): readonly number[] {
  const ids = componentsOn(state, asked).filter((id) => runs(state, id))
  if (asked.for && asked.for.kind !== 'flow' && asked.for.kind !== 'everything') return ids
  const among = new Set(restorable(state))
  return ids.filter((id) => among.has(id))
}

const holders: readonly string[] = ['database', 'search', 'warehouse', 'blob', 'stream']

/** Without a selection what is made to keep data. */
function holdersMeant(state: State, asked: Asked): readonly number[] {
  const { components } = state.model
  const isMeant = (id: number): boolean => {
    const component = components[id]!
    if (asked.for?.kind === 'component' || asked.for?.kind === 'kind') return isStore(component)
    return holders.includes(component.builtin)
  }
  return componentsOn(state, asked).filter(isMeant)
}

function each({ model }: State, ids: readonly number[]): readonly Subject[] {
  return ids.map((id) => ({ kind: 'component', name: model.components[id]!.name, component: id }))
}

function all(components: readonly number[]): Subject {
  return { kind: 'all', name: 'all together', components }
}

function idsOf(subject: Subject): readonly number[] {
  return subject.kind === 'all' ? subject.components : []
}

function measureOne(
  state: State,
  subject: Subject,
  measure: (state: State, component: number) => Measured,
): Measured {
  return subject.kind === 'component' ? measure(state, subject.component) : known(0)
}
