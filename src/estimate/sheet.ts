// What was estimated, as plain data in the names of the file, in sections: the whole system, its flows, then each
// component with the edges that leave it. Every text and format is made from it and from nothing else.

import {
  type Bound,
  type Estimates,
  type Line,
  type Metric,
  type Unit,
  units,
} from '#src/analysis/estimates/estimate.ts'
import type { Component, Model } from '#src/model/model.ts'
import { isContainer } from '#src/model/roles.ts'

export interface Sheet {
  readonly file: string
  /** How many components there are that are no containers. */
  readonly components: number
  /** What happens, where something does. */
  readonly state: string
  readonly sections: readonly Section[]
  readonly missing: readonly string[]
  readonly assumptions: readonly string[]
}

export interface Section {
  /** `*` is the whole system; flows have a group of their own. */
  readonly kind: 'system' | 'flow' | 'component'
  readonly name: string
  /** Its label, kind and copies, for people. */
  readonly about: string
  readonly rows: readonly SheetRow[]
}

/** One quantity. */
export interface SheetRow {
  readonly component: string
  readonly flow?: string
  /** Of an edge: where it leads, and its label. */
  readonly to?: string
  readonly label?: string
  readonly metric: Metric
  readonly value: number
  readonly unit: Unit
  readonly bound: Bound
  readonly arithmetic: string
}

/** What stands for the whole system where the name of a component is wanted. */
export const everything = '*'

export function sheetOf(model: Model, estimates: Estimates, state: string): Sheet {
  const { lines, missing, assumptions } = estimates
  const keyed = Map.groupBy(lines, (line) => keyOf(line))
  return {
    file: model.source.path,
    components: model.components.filter((one) => !isContainer(one)).length,
    state,
    sections: [...keyed.values()].map((some) => sectionOf(model, some)),
    missing,
    assumptions,
  }
}

function keyOf({ of }: Line): string {
  switch (of.kind) {
    case 'system':
      return 'system'
    case 'flow':
      return `flow ${of.flow.id}`
    case 'component':
      return `component ${of.component}`
    case 'edge':
      return `component ${of.from}`
  }
}

function sectionOf(model: Model, lines: readonly Line[]): Section {
  const rows = lines.map((line) => rowOf(model, line))
  const { of } = lines[0]!
  switch (of.kind) {
    case 'system':
      return { kind: 'system', name: everything, about: '', rows }
    case 'flow':
      return { kind: 'flow', name: of.flow.name, about: 'flow', rows }
    case 'component':
    case 'edge': {
      const id = of.kind === 'edge' ? of.from : of.component
      const component = model.components[id]!
      return { kind: 'component', name: component.name, about: aboutOf(component), rows }
    }
  }
}

function aboutOf({ label, kind, managed, copies, builtin, attributes }: Component): string {
  const range = attributes.get('autoscale')?.value
  const most = range?.kind === 'range' ? Math.max(copies, range.high) : copies
  const runs = builtin !== 'client' && builtin !== 'monitor' && builtin !== 'external'
  return [
    ...(label === undefined ? [] : [`"${label}"`]),
    kind,
    ...(runs && managed ? ['managed'] : []),
    ...(runs && !managed && most > 1
      ? [`${most > copies ? `${copies} to ${most}` : copies} copies`]
      : []),
  ].join(', ')
}

function rowOf(model: Model, { of, metric, value, bound, arithmetic }: Line): SheetRow {
  const nameOf = (id: number): string => model.components[id]!.name
  const amount = { metric, value, unit: units[metric], bound, arithmetic }
  switch (of.kind) {
    case 'system':
      return { component: everything, ...amount }
    case 'flow':
      return { component: everything, flow: of.flow.name, ...amount }
    case 'component':
      return { component: nameOf(of.component), ...amount }
    case 'edge': {
      const { label } = of.edge
      const ends = { component: nameOf(of.from), to: nameOf(of.to) }
      return { ...ends, ...(label === undefined ? {} : { label }), ...amount }
    }
  }
}
