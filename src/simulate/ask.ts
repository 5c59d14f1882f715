// Words of a command line → the question to a simulation: names of what fails, a scenario, a flow, a multiplier. A
// name that is not known is told with the nearest; a name that is short means the one thing of that name.

import { nearest } from '#grammar/nearest.ts'
import { hasEvents } from '#src/analysis/events.ts'
import type { Failure, Flow, Model } from '#src/model/model.ts'
import type { Happening, Simulation } from './question.ts'

/** As typed; all but the file may be missing. */
export interface Words {
  readonly fail: readonly string[]
  readonly load?: string | undefined
  readonly scenario?: string | undefined
  readonly flow?: string | undefined
}

export type Asked =
  | { readonly kind: 'asked'; readonly simulation: Simulation }
  | { readonly kind: 'refused'; readonly message: string }

export function ask(model: Model, words: Words): Asked {
  const flow = words.flow === undefined ? undefined : flowNamed(model, words.flow)
  if (typeof flow === 'string') return refused(flow)
  const happening = happeningIn(model, words)
  if (typeof happening === 'string') return refused(happening)
  return {
    kind: 'asked',
    simulation: { ...(flow ? { flows: [flow] } : {}), ...(happening ? { happening } : {}) },
  }
}

function refused(message: string): Asked {
  return { kind: 'refused', message }
}

function flowNamed({ flows }: Model, name: string): Flow | string {
  const found = flows.find((flow) => flow.name === name)
  if (found) return found
  const names = flows.map((flow) => flow.name)
  return `there is no flow "${name}"${hint(name, names)}`
}

/** A text says why not. */
function happeningIn(model: Model, words: Words): Happening | undefined | string {
  const { scenario, fail } = words
  if (scenario !== undefined) {
    const given = [
      ...(fail.length > 0 ? ['--fail'] : []),
      ...(words.load === undefined ? [] : ['--load']),
    ]
    if (given.length > 0) {
      return `--scenario has its own failures and load: leave out ${given.join(' and ')}, or the scenario`
    }
    return scenarioNamed(model, scenario)
  }
  const load = words.load === undefined ? 1 : multiplier(words.load)
  if (load === undefined)
    return `--load wants a multiplier such as 10x, and "${words.load}" is none`
  const failures: Failure[] = []
  for (const ref of fail.flatMap((one) => one.split(',')).map((one) => one.trim())) {
    const failure = failureNamed(model, ref)
    if (typeof failure === 'string') return failure
    failures.push(failure)
  }
  if (failures.length === 0 && words.load === undefined) return undefined
  return { kind: 'state', failures, load }
}

function scenarioNamed({ scenarios }: Model, name: string): Happening | string {
  const scenario = scenarios.find((one) => one.name === name)
  if (scenario) return { kind: 'scenario', scenario }
  const names = scenarios.map((one) => one.name)
  return names.length === 0
    ? `there is no scenario "${name}": the file has none`
    : `there is no scenario "${name}"${hint(name, names)}`
}

function multiplier(text: string): number | undefined {
  const [, digits] = /^(\d+(?:\.\d+)?)x?$/.exec(text) ?? []
  const value = Number(digits)
  return digits !== undefined && Number.isFinite(value) ? value : undefined
}

function failureNamed(model: Model, ref: string): Failure | string {
  const [, name = ref, number] = /^(.*?)#(\d+)$/su.exec(ref) ?? []
  const found = componentNamed(model, name)
  if (typeof found === 'string') return found
  const { id, builtin, copies, managed } = model.components[found]!
  if (!hasEvents(model, id)) {
    const why = builtin === 'client' || builtin === 'monitor' ? `a ${builtin}` : 'empty'
    return `"${name}" is ${why}, and never fails: name a component, one of its copies, a zone or a region`
  }
  if (number === undefined) return { component: found }
  const copy = Number(number)
  if (managed) return `"${ref}" names a copy, and "${name}" is run by somebody else: it fails whole`
  if (copy >= 1 && copy <= copies) return { component: found, copy }
  return `"${ref}" names no copy: there ${copies === 1 ? 'is one copy' : `are ${copies} copies`}, counted from 1`
}

/** By its full name, else by the end of it where that is one thing. */
function componentNamed(model: Model, name: string): number | string {
  const { components } = model
  const normal = name.normalize('NFC')
  const exact = components.find((one) => one.name === normal)
  if (exact) return exact.id
  const ending = components.filter((one) => one.name.endsWith(`.${normal}`))
  const [first, second] = ending
  if (first && !second) return first.id
  if (first)
    return `"${name}" may be ${ending.map((one) => one.name).join(', ')}: write one of them`
  // A client, a monitor or an empty container never fails.
  const failing = components.filter(({ id }) => hasEvents(model, id)).map((one) => one.name)
  const names = failing.flatMap((one) => [one, one.slice(one.lastIndexOf('.') + 1)])
  return `there is no "${name}" that could fail${hint(name, [...new Set(names)])}`
}

function hint(name: string, names: readonly string[]): string {
  const near = nearest(name, names)
  if (near !== undefined) return `, did you mean "${near}"?`
  return names.length > 0 && names.length <= 8
    ? ` (there are ${names.map((one) => `"${one}"`).join(', ')})`
    : ''
}
