// Words of a command line → the question to a simulation: names of what fails, a scenario, a flow, a multiplier. A
// name that is not known is told with the nearest; a name that is short means the one thing of that name.

import { nearest } from '#grammar/nearest.ts'
import { hasEvents } from '#src/analysis/events.ts'
import type { Failure, Flow, Model } from '#src/model/model.ts'
import { isContainer } from '#src/model/roles.ts'
import type { Happening, Simulation } from './question.ts'

/** As typed; all but the file may be missing. */
export interface Words {
  readonly fail: readonly string[]
  readonly load?: string | undefined
  readonly scenario?: string | undefined
  readonly flow?: string | undefined
  readonly order?: string | undefined
}

export type Asked =
  | { readonly kind: 'asked'; readonly simulation: Simulation }
  | { readonly kind: 'refused'; readonly message: string }

export function ask(model: Model, words: Words): Asked {
  const flow = words.flow === undefined ? undefined : flowNamed(model, words.flow)
  if (typeof flow === 'string') return refused(flow)
  const happening = happeningIn(model, words)
  if (typeof happening === 'string') return refused(happening)
  const order = words.order === undefined ? undefined : orderFrom(words.order)
  if (typeof order === 'string') return refused(order)
  return {
    kind: 'asked',
    simulation: {
      ...(flow ? { flows: [flow] } : {}),
      ...(happening ? { happening } : {}),
      ...(order === undefined ? {} : { order }),
    },
  }
}

/** More losses at once than this are too many to be looked for. */
const mostOrder = 6

/** A text says why not. */
function orderFrom(text: string): number | string {
  const order = /^\d{1,2}$/.test(text) ? Number(text) : 0
  if (order >= 1 && order <= mostOrder) return order
  return `--order wants a whole number from 1 to ${mostOrder}, and "${text}" is none`
}

function refused(message: string): Asked {
  return { kind: 'refused', message }
}

/** By its name, or by the end of it behind the instance that it lies in. */
function flowNamed({ flows }: Model, name: string): Flow | string {
  if (name.trim() === '') return '--flow wants the name of a flow, and it is empty'
  const normal = name.normalize('NFC')
  const found = flows.find((flow) => flow.name === normal)
  if (found) return found
  const ending = flows.filter((flow) => flow.name.endsWith(`: ${normal}`))
  const [first, second] = ending
  if (first && !second) return first
  const names = flows.map((flow) => flow.name)
  if (first)
    return `--flow "${name}" may be ${quoted(ending.map((one) => one.name))}: write one of them`
  return `--flow "${name}" is no flow of the file${hint(name, names)}`
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
  if (load === undefined) {
    return `--load wants a multiplier such as 10x, and "${words.load}" is none${why(words.load!)}`
  }
  const failures = failuresNamed(model, fail)
  if (typeof failures === 'string') return failures
  if (failures.length === 0 && words.load === undefined) return undefined
  return { kind: 'state', failures, load }
}

/** Each once. */
function failuresNamed(model: Model, fail: readonly string[]): readonly Failure[] | string {
  const failures = new Map<string, Failure>()
  for (const ref of fail.flatMap((one) => one.split(',')).map((one) => one.trim())) {
    if (ref === '') return '--fail wants names with commas between them, and one of them is empty'
    const failure = failureNamed(model, ref)
    if (typeof failure === 'string') return failure
    failures.set(`${failure.component} ${failure.copy ?? ''}`, failure)
  }
  return [...failures.values()]
}

function scenarioNamed({ scenarios }: Model, name: string): Happening | string {
  if (name.trim() === '') return '--scenario wants the name of a scenario, and it is empty'
  const scenario = scenarios.find((one) => one.name === name.normalize('NFC'))
  if (scenario) return { kind: 'scenario', scenario }
  const names = scenarios.map((one) => one.name)
  return `--scenario "${name}" is no scenario of the file${hint(name, names)}`
}

/** More than this is asked of nothing, and would leave no finite number. */
const mostTimes = 1e15

function multiplier(text: string): number | undefined {
  const [, digits] = /^(\d+(?:\.\d+)?)x?$/.exec(text) ?? []
  const value = Number(digits)
  return digits !== undefined && value <= mostTimes ? value : undefined
}

function why(text: string): string {
  if (/^-/.test(text)) return ': it is below 0'
  if (/%$/.test(text)) return ': write 1.5x for 150%'
  return /^\d+(\.\d+)?x?$/.test(text) ? ': it is over 1e15' : ''
}

function failureNamed(model: Model, ref: string): Failure | string {
  const [, name = ref, number] = /^(.*?)#(\d+)$/su.exec(ref) ?? []
  const found = componentNamed(model, name)
  if (typeof found === 'string') return found
  const { id, builtin, copies, managed } = model.components[found]!
  if (!hasEvents(model, id)) {
    const why = builtin === 'client' || builtin === 'monitor' ? `a ${builtin}` : 'empty'
    return `--fail "${ref}" is ${why}, and never fails: name a component, one of its copies, a zone or a region`
  }
  if (number === undefined) return { component: found }
  const copy = Number(number)
  if (managed || isContainer(model.components[found]!)) {
    const whole = managed ? 'is run by somebody else' : 'has no copies of its own'
    return `--fail "${ref}" names a copy, and "${name}" ${whole}: write "${name}"`
  }
  if (copy >= 1 && copy <= copies) return { component: found, copy }
  return copies === 1
    ? `--fail "${ref}" names no copy, since "${name}" has one: write "${name}"`
    : `--fail "${ref}" names no copy, since "${name}" has ${copies}: write "${name}#1" to "${name}#${copies}"`
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
    return `--fail "${name}" may be ${quoted(ending.map((one) => one.name))}: write one of them`
  // A client, a monitor or an empty container never fails.
  const failing = components.filter(({ id }) => hasEvents(model, id)).map((one) => one.name)
  const names = [...new Set(failing.flatMap((one) => [one, one.slice(one.lastIndexOf('.') + 1)]))]
  return `--fail "${name}" names nothing that could fail${hint(name, failing, names)}`
}

const mostNamed = 8

function quoted(names: readonly string[]): string {
  const shown = names.slice(0, mostNamed).map((one) => `"${one}"`)
  const rest = names.length - shown.length
  if (rest > 0) return `${shown.join(', ')} or one of ${rest} more`
  return `${shown.slice(0, -1).join(', ')} or ${shown.at(-1)}`
}

/** What to write in its place: the nearest of the names, else one of them. */
function hint(name: string, names: readonly string[], near: readonly string[] = names): string {
  if (names.length === 0) return ': there is none'
  const meant = nearest(name, near)
  if (meant !== undefined) return `, did you mean "${meant}"?`
  return names.length === 1 ? `: write "${names[0]}"` : `: write ${quoted(names)}`
}
