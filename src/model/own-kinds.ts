// Kinds that a file declares: `kind postgres : database { … }`. An OwnKind knows the built-in kind it
// rests on and the bodies whose attributes are its defaults, nearest first. Kinds of an imported file
// belong to the importer too (under `p.` with `as p`), except where the import stands in a container;
// an importer's kinds are unknown to what it imports.

import type { Ast, Attribute, Import, KindDeclaration } from '#grammar/ast.ts'
import type { Diagnostic } from '#grammar/diagnostic.ts'
import type { Span } from '#grammar/source.ts'
import type { Kind } from '#src/kinds/kind.ts'
import { builtinKind } from '#src/kinds/kinds.ts'
import { circularKind, duplicateKind, kindIsBuiltin, unknownBase } from './name-messages.ts'

export interface OwnKind {
  readonly name: string
  readonly builtin: Kind
  /** This kind's name and those it is built on, the built-in one last. */
  readonly lineage: readonly string[]
  /** Attributes given by it, by name; its own beat those of its base. */
  readonly defaults: ReadonlyMap<string, Attribute>
}

const nothing: ReadonlyMap<string, Attribute> = new Map()

const builtinAsOwn = new Map<Kind, OwnKind>()

/** A built-in kind in the same form. */
export function asOwnKind(kind: Kind): OwnKind {
  let own = builtinAsOwn.get(kind)
  if (!own) {
    own = { name: kind.name, builtin: kind, lineage: [kind.name], defaults: nothing }
    builtinAsOwn.set(kind, own)
  }
  return own
}

/** The file's kinds into `kinds`, which already holds what it imports (`importedBy`). Order does not matter. */
export function declareKinds(
  ast: Ast,
  kinds: Map<string, OwnKind>,
  importedBy: ReadonlyMap<string, Import>,
  report: (diagnostic: Diagnostic) => void,
  clash: (statement: Import, name: string, earlier: Span) => void,
): void {
  const declared = new Map<string, KindDeclaration>()
  for (const statement of ast.statements) {
    if (statement.kind !== 'kind' || !statement.name) continue
    const { text } = statement.name
    const earlier = declared.get(text)
    if (builtinKind(text)) report(kindIsBuiltin(statement.name))
    else if (earlier) report(duplicateKind(statement.name, earlier.name!.span))
    else if (importedBy.has(text)) clash(importedBy.get(text)!, text, statement.name.span)
    else declared.set(text, statement)
  }

  // A kind's base may stand further down: resolve along the chain, and stop where it comes round.
  const resolve = (start: string): void => {
    const chain: string[] = []
    let at: string | undefined = start
    while (at !== undefined && declared.has(at) && !kinds.has(at)) {
      if (chain.includes(at)) {
        report(circularKind(declared.get(at)!.name!, [...chain.slice(chain.indexOf(at)), at]))
        break
      }
      chain.push(at)
      at = declared.get(at)!.base?.text
    }
    for (const name of chain.reverse()) {
      const statement = declared.get(name)!
      const base = statement.base && findBase(statement.base.text)
      if (statement.base && !base && !chain.includes(statement.base.text)) {
        report(unknownBase(statement.base, [...kinds.keys(), ...declared.keys()]))
      }
      kinds.set(name, ownKind(name, base ?? asOwnKind(builtinKind('service')!), statement))
    }
  }
  const findBase = (name: string): OwnKind | undefined => {
    const builtin = builtinKind(name)
    return builtin ? asOwnKind(builtin) : kinds.get(name)
  }
  for (const name of declared.keys()) resolve(name)
}

function ownKind(name: string, base: OwnKind, statement: KindDeclaration): OwnKind {
  const defaults = new Map(base.defaults)
  for (const item of statement.body?.items ?? []) {
    if (item.kind === 'attribute') defaults.set(item.name.text, item)
  }
  return { name, builtin: base.builtin, lineage: [name, ...base.lineage], defaults }
}
