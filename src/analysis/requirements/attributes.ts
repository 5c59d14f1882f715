// Requirements on attributes: what is written is held against what is wanted. Nothing written does not meet it,
// except where something is to be different; `none` is nothing. `replicas` are the copies that are drawn.

import type { Attributes, Component, Demand, Value } from '#src/model/model.ts'
import {
  showDuration,
  showNumber,
  showPercent,
  showRate,
  showSize,
  writeDuration,
} from '#src/model/show-quantity.ts'
import type { Measured, Subject } from './answers.ts'
import { holds, yesOrNo } from './measured.ts'
import type { State } from './state.ts'

export function measureAttribute(
  { model }: State,
  subject: Subject,
  demand: Demand & { readonly kind: 'attribute' },
): Measured {
  const value = valueIn(model, subject, demand.name)
  const found = `${demand.name} ${value === undefined ? 'is not written' : `is ${shown(value)}`}`
  return yesOrNo(isMet(value, demand), { found })
}

function valueIn({ components, edges }: State['model'], subject: Subject, name: string) {
  if (subject.kind === 'edge') return edges[subject.edge]!.attributes.get(name)?.value
  if (subject.kind !== 'component') return undefined
  const component = components[subject.component]!
  return implied(component, name) ?? written(component.attributes, name)
}

function written(attributes: Attributes, name: string): Value | undefined {
  return attributes.get(name)?.value
}

/** What follows from other attributes, or from the kind. */
function implied({ copies, managed }: Component, name: string): Value | undefined {
  if (name === 'replicas') return { kind: 'number', value: copies, dimension: 'number' }
  return name === 'managed' ? { kind: 'word', word: managed ? 'yes' : 'no' } : undefined
}

function isMet(
  value: Value | undefined,
  { comparison, target }: Demand & { readonly kind: 'attribute' },
): boolean {
  const isThere = value !== undefined && !(value.kind === 'word' && value.word === 'none')
  if (!comparison || !target) return isThere
  if (comparison === '!=') return value === undefined || !isSame(value, target)
  if (value === undefined) return false
  if (comparison === '=') return isSame(value, target)
  if (target.kind === 'date' && value.kind === 'date')
    return ordered(value.date, comparison, target.date)
  if (target.kind !== 'number') return false
  if (value.kind === 'number') return holds(value.value, comparison, target.value)
  if (value.kind !== 'range') return false
  return [value.low, value.high].every((end) => holds(end, comparison, target.value))
}

/** ISO dates are in the order of their letters. */
function ordered(date: string, comparison: '>=' | '<=' | '>' | '<', target: string): boolean {
  const order = date < target ? -1 : date > target ? 1 : 0
  return holds(order, comparison, 0)
}

/** A list is the same as a value that it holds, and as a list of which it holds all. */
function isSame(value: Value, target: Value): boolean {
  if (target.kind === 'list') return target.values.every((one) => isSame(value, one))
  if (value.kind === 'list') return value.values.some((one) => isSame(one, target))
  if (value.kind === 'number' && target.kind === 'number')
    return holds(value.value, '=', target.value)
  return shown(value) === shown(target)
}

export function shown(value: Value): string {
  switch (value.kind) {
    case 'number':
      return shownNumber(value)
    case 'range':
      return `${value.low}..${value.high}`
    case 'word':
      return value.word
    case 'text':
      return value.text
    case 'date':
      return value.date
    case 'component':
      return `component ${value.component}`
    case 'list':
      return `[${value.values.map(shown).join(', ')}]`
    case 'free':
      return JSON.stringify(value.value)
  }
}

/** The same as a file has it: `99.9%`, `1d`. */
export function pasteable(value: Value): string {
  if (value.kind === 'list') return `[${value.values.map(pasteable).join(', ')}]`
  if (value.kind === 'text') return JSON.stringify(value.text)
  if (value.kind !== 'number') return shown(value)
  if (value.dimension === 'duration') return writeDuration(value.value, 'down') ?? '0s'
  if (value.dimension === 'ratio') return showPercent(value.value, 12).replace(' ', '')
  if (value.dimension === 'number' && Number.isSafeInteger(value.value)) return String(value.value)
  return shownNumber(value).replace(' ', '')
}

function shownNumber({ value, dimension }: Value & { readonly kind: 'number' }): string {
  switch (dimension) {
    case 'duration':
      return showDuration(value)
    case 'size':
      return showSize(value)
    case 'rate':
      return showRate(value)
    case 'ratio':
      return showPercent(value)
    case 'size-rate':
      return `${showSize(value)}/s`
    case 'multiplier':
      return `${showNumber(value)}x`
    case 'number':
      return showNumber(value, 12)
  }
}
