// Text → Model, for tests: one file in memory through load and link, with all that the two say.

import type { Diagnostic } from '#grammar/diagnostic.ts'
import { link } from '#src/model/link.ts'
import type { Model } from '#src/model/model.ts'
import { load } from '#src/workspace/load.ts'
import { memoryHost } from '#src/workspace/memory-host.ts'

export interface Linked {
  readonly model: Model
  readonly diagnostics: readonly Diagnostic[]
}

export function modelOf(text: string): Linked {
  const loaded = load(memoryHost({ 'main.arch': text }), 'main.arch')
  if (loaded.kind === 'unreadable') throw new Error(`unreadable: ${loaded.reason}`)
  const linked = link(loaded.value)
  return { model: linked.value, diagnostics: [...loaded.diagnostics, ...linked.diagnostics] }
}

/** The model of a text that has to be right: an error in it fails the test. */
export function validModelOf(text: string): Model {
  const { model, diagnostics } = modelOf(text)
  const errors = errorsOf(diagnostics)
  if (errors.length > 0) throw new Error(errors.map(({ message }) => message).join('\n'))
  return model
}

export function errorsOf(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  return diagnostics.filter(({ severity }) => severity === 'error')
}
