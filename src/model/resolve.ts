// Names in places where a component is meant → ids, with the error that a person needs where there is
// none: unknown (and the nearest known name), or several of that name. Suggestions are searched for a
// bounded time: a file with ten thousand misspelt names among a hundred thousand must not hang.

import type { Name } from '#grammar/ast.ts'
import type { Diagnostic } from '#grammar/diagnostic.ts'
import { nearest } from '#grammar/nearest.ts'
import { builtinKind } from '#src/kinds/kinds.ts'
import type { Draft } from './declarations.ts'
import { ambiguousName, clientLeftOut, kindForName, unknownComponent } from './name-messages.ts'
import { leftOut, lookup, nearby, type Scope } from './scope.ts'

export interface Resolver {
  /** `kinds` are those that are wanted, any where there are none. The id; undefined where there is none (reported) or where the instance leaves the client out (not). */
  component(scope: Scope, name: Name, kinds?: readonly string[]): number | undefined
  /** The same, with a message of the caller's own where there is none. */
  find(scope: Scope, name: Name, missing: () => Diagnostic): number | undefined
  /** The same without a report. */
  quietly(scope: Scope, name: Name): number | undefined
}

/** Names compared for suggestions in one run at most. */
const comparisons = 600_000

export function resolver(
  drafts: readonly Draft[],
  report: (diagnostic: Diagnostic) => void,
): Resolver {
  let left = comparisons
  const suggestions = new Map<string, string | undefined>()

  const suggest = (scope: Scope, text: string, kinds: readonly string[]): string | undefined => {
    const { index } = scope.instance
    const key = `${scope.instance.depth} ${kinds.join()} ${text}`
    if (suggestions.has(key)) return suggestions.get(key)
    left -= index.size
    const fits = (ids: readonly number[]) =>
      kinds.length === 0 || ids.some((id) => kinds.includes(drafts[id]!.kind.builtin.name))
    const candidates =
      left > 0 ? [...index].flatMap(([name, ids]) => (fits(ids) ? [name] : [])) : []
    const near = nearest(text.split('.').at(-1)!, candidates)
    const ids = near === undefined ? [] : index.get(near)!
    const suggestion = ids.length === 1 && text.includes('.') ? drafts[ids[0]!]!.name : near
    suggestions.set(key, suggestion)
    return suggestion
  }

  const unknown = (scope: Scope, name: Name, kinds: readonly string[]): Diagnostic => {
    const near = suggest(scope, name.text, kinds)
    const kind = near === undefined && builtinKind(name.text)
    if (!kind) return unknownComponent(name, near, kinds)
    const ofKind = drafts.filter((draft) => draft.kind.builtin === kind)
    return kindForName(name, ofKind.length === 1 ? ofKind[0]!.name : undefined)
  }

  const find: Resolver['find'] = (scope, name, missing) => {
    const near = nearby(scope, name.text, drafts)
    if (near !== undefined && near !== leftOut) return near
    if (near === leftOut) {
      if (!scope.instance.leavesClientsOut) report(clientLeftOut(name))
      return undefined
    }
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
        report(missing())
        return undefined
    }
  }

  return {
    find,
    component: (scope, name, kinds = []) => find(scope, name, () => unknown(scope, name, kinds)),
    quietly(scope, name) {
      const found = lookup(scope, name, drafts)
      return found.kind === 'found' ? found.id : undefined
    },
  }
}
