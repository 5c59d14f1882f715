// Names in places where a component is meant → ids, with the error that a person needs where there is
// none: unknown (and the nearest known name), or several of that name. Suggestions are searched for a
// bounded time: a file with ten thousand misspelt names among a hundred thousand must not hang.

import type { Name } from '#grammar/ast.ts'
import type { Diagnostic } from '#grammar/diagnostic.ts'
import { nearest } from '#grammar/nearest.ts'
import type { Draft } from './declarations.ts'
import { ambiguousName, unknownComponent } from './name-messages.ts'
import { leftOut, lookup, nearby, type Scope } from './scope.ts'

export interface Resolver {
  /** `kind` is what an unknown one would be declared as. The id; undefined where there is none (reported) or where the instance leaves the client out (not). */
  component(scope: Scope, name: Name, kind?: string): number | undefined
  /** The same without a report. */
  quietly(scope: Scope, name: Name): number | undefined
}

/** Names compared for suggestions in one run at most. */
const comparisons = 3_000_000

export function resolver(
  drafts: readonly Draft[],
  report: (diagnostic: Diagnostic) => void,
): Resolver {
  let left = comparisons
  const suggestions = new Map<string, string | undefined>()

  const suggest = (scope: Scope, text: string): string | undefined => {
    const { index } = scope.instance
    const key = `${scope.instance.depth} ${text}`
    if (suggestions.has(key)) return suggestions.get(key)
    left -= index.size
    const near = left > 0 ? nearest(text.split('.').at(-1)!, index.keys()) : undefined
    const ids = near === undefined ? [] : index.get(near)!
    const suggestion = ids.length === 1 && text.includes('.') ? drafts[ids[0]!]!.name : near
    suggestions.set(key, suggestion)
    return suggestion
  }

  return {
    component(scope, name, kind) {
      const near = nearby(scope, name.text, drafts)
      if (near !== undefined) return near === leftOut ? undefined : near
      const found = lookup(scope, name, drafts)
      switch (found.kind) {
        case 'found':
          return found.id
        case 'left-out':
          return undefined
        case 'ambiguous':
          report(
            ambiguousName(
              name,
              found.ids.map((id) => drafts[id]!),
            ),
          )
          return undefined
        case 'missing':
          report(unknownComponent(name, suggest(scope, name.text), kind))
          return undefined
      }
    },
    quietly(scope, name) {
      const found = lookup(scope, name, drafts)
      return found.kind === 'found' ? found.id : undefined
    },
  }
}
