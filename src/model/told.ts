// How a mistake of the model is told: the code, the place and the words of every message in this folder
// go through here.

import { type Diagnostic, type Extras, problem } from '#grammar/diagnostic.ts'
import type { Span } from '#grammar/source.ts'

export function told(rule: string, at: Span, message: string, extras: Extras = {}): Diagnostic {
  return problem('model', rule, at, message, extras)
}

export function didYouMean(near: string | undefined): string | undefined {
  return near === undefined ? undefined : `did you mean \`${near}\`?`
}

/** The same for names that stand in quotes. */
export function didYouMeanText(near: string | undefined): string | undefined {
  return near === undefined ? undefined : `did you mean "${near}"?`
}
