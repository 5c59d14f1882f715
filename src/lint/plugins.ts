// What a plugin exports → rules, or what is wrong with it. A plugin is code that nobody has checked: what
// it calls a rule is held against the contract (`rule.ts`) once, when it is loaded, and what its rules yield
// each time they run (`plugin-findings.ts`).

import { severities } from '#grammar/diagnostic.ts'
import { nearest } from '#grammar/nearest.ts'
import type { Rule } from './rule.ts'

export type Accepted =
  | { readonly kind: 'rules'; readonly rules: readonly Rule[] }
  | { readonly kind: 'refused'; readonly problem: string; readonly help?: string | undefined }

/** `taken` holds the ids of all rules that are there before it. */
export function rulesOfPlugin(exported: unknown, taken: ReadonlySet<string>): Accepted {
  try {
    const given: readonly unknown[] = Array.isArray(exported) ? exported : [exported]
    if (given.length === 0) return refused('it brings no rule')
    const rules: Rule[] = []
    const ids = new Set(taken)
    for (const one of given) {
      const problem = problemOf(one)
      if (problem) return problem
      const rule = plainRule(one as Rule) // its fields have just been checked, one by one
      if (ids.has(rule.id)) return alreadyThere(rule.id)
      ids.add(rule.id)
      rules.push(rule)
    }
    for (const rule of rules) {
      const unknown = rule.yieldsTo.find((id) => !ids.has(id))
      if (unknown !== undefined) return yieldsToNone(rule.id, unknown, [...ids])
    }
    return { kind: 'rules', rules }
  } catch (error) {
    return refused(
      `it fails when it is looked at: ${error instanceof Error ? error.message : 'for no reason'}`,
    )
  }
}

function refused(problem: string, help?: string): Extract<Accepted, { kind: 'refused' }> {
  return { kind: 'refused', problem, help }
}

function alreadyThere(id: string) {
  return refused(
    `there is a rule "${id}" already`,
    'ids are unique: begin them with a name of your own',
  )
}

function yieldsToNone(rule: string, unknown: string, known: readonly string[]) {
  const near = nearest(unknown, known)
  return refused(
    `${rule} yields to "${unknown}", and there is no such rule`,
    near === undefined ? 'a plugin that brings it has to stand before' : `did you mean "${near}"?`,
  )
}

/** A value of its own, so that what the plugin does to its object later changes nothing. */
function plainRule(rule: Rule): Rule {
  const check: Rule['check'] = (context) => rule.check(context)
  return Object.freeze({ ...rule, check })
}

interface Field {
  readonly what: string
  readonly needed: boolean
  readonly holds: (value: unknown) => boolean
}

const isText = (value: unknown): boolean => typeof value === 'string' && value.trim() !== ''
const isSeverity = (value: unknown): boolean => severities.some((one) => one === value)
const isFlag = (value: unknown): boolean => typeof value === 'boolean'
const isListOf = (holds: (value: unknown) => boolean) => (value: unknown) =>
  Array.isArray(value) && value.every(holds)

const needed = (what: string, holds: Field['holds']): Field => ({ what, needed: true, holds })
const optional = (what: string, holds: Field['holds']): Field => ({ what, needed: false, holds })

const aSeverity = `one of ${severities.join(', ')}`

/** The contract, field by field. */
const fields: Readonly<Record<keyof Rule, Field>> = {
  id: needed(
    'a text in kebab-case',
    (value) => typeof value === 'string' && /^[a-z][a-z0-9]*(?:-[a-z0-9]+)+$/.test(value),
  ),
  category: needed('a text', isText),
  severity: needed(aSeverity, isSeverity),
  raised: optional(aSeverity, isSeverity),
  lowered: optional(aSeverity, isSeverity),
  presets: needed('a list of recommended and strict, the second wherever the first is', arePresets),
  since: needed('a text', isText),
  summary: needed('a text', isText),
  options: needed('an object of { default, minimum, description }', areOptions),
  yieldsTo: needed('a list of ids of rules', isListOf(isText)),
  fixes: optional('safe or unsafe', (value) => value === 'safe' || value === 'unsafe'),
  ignorable: optional('true or false', isFlag),
  wholeSystem: optional('true or false', isFlag),
  check: needed('a function', (value) => typeof value === 'function'),
}

function problemOf(value: unknown) {
  if (!isObject(value)) {
    return refused('its default export is no rule and no list of rules', 'make one with defineRule')
  }
  const name = typeof value.id === 'string' && value.id !== '' ? value.id : 'one of its rules'
  for (const key of Object.keys(value)) {
    if (Object.hasOwn(fields, key)) continue
    const near = nearest(key, Object.keys(fields))
    return refused(
      `${name} has a field "${key}", which no rule has`,
      near && `did you mean "${near}"?`,
    )
  }
  for (const [key, { what, needed: isNeeded, holds }] of Object.entries(fields)) {
    const field = value[key]
    if (field === undefined && isNeeded) return refused(`${name} has no "${key}", which is ${what}`)
    if (field === undefined || holds(field)) continue
    const isHalf = Array.isArray(field) && field.length === 1 && field[0] === 'recommended'
    const help = key === 'presets' && isHalf ? "write ['recommended', 'strict']" : undefined
    return refused(`"${key}" of ${name} is not ${what}`, help)
  }
  return undefined
}

/** `strict` holds all that `recommended` does. */
function arePresets(value: unknown): boolean {
  if (!Array.isArray(value)) return false
  if (!value.every((one) => one === 'recommended' || one === 'strict')) return false
  return value.includes('strict') || value.length === 0
}

function areOptions(value: unknown): boolean {
  return isObject(value) && Object.values(value).every(isOption)
}

function isOption(value: unknown): boolean {
  if (!isObject(value)) return false
  const { default: usual, minimum, description } = value
  return isFiniteNumber(usual) && isFiniteNumber(minimum) && usual >= minimum && isText(description)
}

function isFiniteNumber(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value)
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
