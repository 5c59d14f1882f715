// Names in places where a component is meant → ids, with the error that a person needs where there is
// none: unknown (and what may be meant), or several of that name.

import type { Name } from '#grammar/ast.ts'
import type { Diagnostic } from '#grammar/diagnostic.ts'
import { builtinKind } from '#src/kinds/kinds.ts'
import type { Draft } from './declarations.ts'
import {
  ambiguousName,
  clientLeftOut,
  kindForName,
  mostListed,
  unknownComponent,
} from './name-messages.ts'
import { finder, leftOut, nearby, type Scope } from './scope.ts'
import { suggesting } from './suggest.ts'

export interface Resolver {
  /** `kinds` are those that are wanted, any where there are none. The id; undefined where there is none (reported) or where the instance leaves the client out (not). */
  component(scope: Scope, name: Name, kinds?: readonly string[]): number | undefined
  /** The same, with a message of the caller's own where there is none. */
  find(scope: Scope, name: Name, missing: () => Diagnostic): number | undefined
  /** What may be meant by a name that is unknown, these words among it. */
  meant(scope: Scope, name: Name, words: readonly string[]): readonly string[]
  /** The same as `component` without a report. */
  quietly(scope: Scope, name: Name): number | undefined
}

export function resolver(
  drafts: readonly Draft[],
  report: (diagnostic: Diagnostic) => void,
): Resolver {
  const finding = finder(drafts)
  const meant = suggesting(drafts, finding)

  const unknown = (scope: Scope, name: Name, kinds: readonly string[]): Diagnostic => {
    const near = meant(scope, name, kinds, [])
    const kind = near.length === 0 && builtinKind(name.text)
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
    const found = finding.lookup(scope, name)
    switch (found.kind) {
      case 'found':
        return found.id
      case 'left-out':
        return undefined
      case 'ambiguous':
        report(
          ambiguousName(
            name,
            found.ids.slice(0, mostListed).map((id) => drafts[id]!),
            found.ids.length,
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
    meant: (scope, name, words) => meant(scope, name, [], words),
    component: (scope, name, kinds = []) => find(scope, name, () => unknown(scope, name, kinds)),
    quietly(scope, name) {
      const found = finding.lookup(scope, name)
      return found.kind === 'found' ? found.id : undefined
    },
  }
}
