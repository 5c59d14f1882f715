// How a mistake of the model is told: the code, the place and the words of every message in this folder
// go through here.

import { type Diagnostic, type Extras, type Fix, problem } from '#grammar/diagnostic.ts'
import type { Span } from '#grammar/source.ts'

export function told(rule: string, at: Span, message: string, extras: Extras = {}): Diagnostic {
  return problem('model', rule, at, message, extras)
}

export function didYouMean(near: string | undefined): string | undefined {
  return near === undefined ? undefined : `did you mean \`${near}\`?`
}

/** The same of several. */
export function didYouMeanOne(near: readonly string[]): string | undefined {
  const names = near.map((one) => `\`${one}\``)
  const last = names.pop()
  if (last === undefined) return undefined
  return `did you mean ${names.length === 0 ? last : `${names.join(', ')} or ${last}`}?`
}

/** The same for names that stand in quotes. */
export function didYouMeanText(near: string | undefined): string | undefined {
  return near === undefined ? undefined : `did you mean "${near}"?`
}

/** What was written as the value can mean this alone. */
export function certainly(at: Span, attribute: string, text: string): Fix {
  return { title: `write ${attribute}: ${text}`, safe: true, edits: [{ at, text }] }
}

/** The nearest name: a guess, which its author has to confirm. */
export function perhaps(at: Span, near: string | undefined): Fix | undefined {
  if (near === undefined) return undefined
  return { title: `write ${near}`, safe: false, edits: [{ at, text: near }] }
}

/** The same of several; there is none where more than one may be meant. */
export function perhapsOne(at: Span, near: readonly string[]): Fix | undefined {
  return near.length === 1 ? perhaps(at, near[0]) : undefined
}

/** The same for names that stand in quotes. */
export function perhapsText(at: Span, near: string | undefined): Fix | undefined {
  return perhaps(at, near === undefined ? undefined : JSON.stringify(near))
}
