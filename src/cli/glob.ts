// File patterns: `**` for any folders, `*` and `?` inside one part of a path, `[…]` for one character and
// `{a,b}` for alternatives. A pattern matches whole paths with forward slashes.

import { machineOf, type Range, type Step } from './wildcards.ts'

export function isPattern(path: string): boolean {
  return /[*?[{]/.test(path)
}

export interface Matcher {
  test(path: string): boolean
}

/** Undefined where the pattern has a bracket without its partner. */
export function matcher(pattern: string): Matcher | undefined {
  const tokens: readonly string[] = pattern.match(/\*\*\/?|\[[^\]/]+\]|./gsu) ?? []
  const steps: Step[] = []
  const open: Alternatives[] = []
  for (const token of tokens) {
    const inner = open.at(-1)
    if (token === '{') {
      open.push({ start: steps.length, commas: [] })
      steps.push({ kind: 'never' })
    } else if (token === ',' && inner) {
      inner.commas.push(steps.length)
      steps.push({ kind: 'never' })
    } else if (token === '}' && inner) {
      close(steps, inner)
      open.pop()
    } else if (token === '[') return undefined
    else steps.push(stepOf(token))
  }
  if (open.length > 0) return undefined
  const matches = machineOf(steps)
  return { test: (path) => matches(codesOf(path)) }
}

interface Alternatives {
  readonly start: number
  /** Where each but the first begins: behind this step. */
  readonly commas: number[]
}

/** Ties the places that a brace left open: its start leads to each alternative, each comma to the end. */
function close(steps: Step[], { start, commas }: Alternatives): void {
  steps[start] = { kind: 'jump', by: [1, ...commas.map((comma) => comma + 1 - start)] }
  for (const comma of commas) steps[comma] = { kind: 'jump', by: [steps.length - comma] }
}

function stepOf(token: string): Step {
  if (token === '**/') return { kind: 'folders' }
  if (token === '**') return { kind: 'anything' }
  if (token === '*') return { kind: 'run' }
  if (token === '?') return { kind: 'set', ranges: [], negated: true }
  if (token.startsWith('[')) return setOf(token.slice(1, -1))
  return { kind: 'one', code: token.codePointAt(0)! }
}

function setOf(inside: string): Step {
  const negated = inside.startsWith('!') || inside.startsWith('^')
  const members = codesOf(negated ? inside.slice(1) : inside)
  const ranges: Range[] = []
  for (let i = 0; i < members.length; i++) {
    const isRange = members[i + 1] === 45 && i + 2 < members.length
    ranges.push([members[i]!, members[isRange ? i + 2 : i]!])
    if (isRange) i += 2
  }
  return { kind: 'set', ranges, negated }
}

function codesOf(text: string): readonly number[] {
  return Array.from(text, (character) => character.codePointAt(0)!)
}
