// Finds the declared edges that an edge of a flow means, by an index over their written ends. Where there
// is none, the message says what is declared instead: another arrow, the other way round, or nothing.

import type { Arrow, Text } from '#grammar/ast.ts'
import type { Diagnostic } from '#grammar/diagnostic.ts'
import type { Span } from '#grammar/source.ts'
import type { Entries } from './entries.ts'
import type { Component, Edge } from './model.ts'
import { isContainer } from './roles.ts'
import { undeclaredEdge, unknownLabel } from './statement-messages.ts'
import { isWithin } from './tree.ts'

export interface EdgeFinder {
  /** Declared edges between the two; where there is none, an error at `at` and an empty list. */
  find(from: number, arrow: Arrow, to: number, label: Text | undefined, at: Span): readonly Edge[]
}

export function edgeFinder(
  components: readonly Component[],
  edges: readonly Edge[],
  entries: Entries,
  holes: ReadonlySet<number>,
  report: (diagnostic: Diagnostic) => void,
): EdgeFinder {
  // Pairs of ids as one number; ids stay far below the root of the largest safe integer.
  const byEnds = new Map<number, Edge[]>()
  const keyOf = (from: number, to: number) => from * components.length + to
  for (const edge of edges) {
    const key = keyOf(edge.from, edge.to)
    const list = byEnds.get(key)
    if (list) list.push(edge)
    else byEnds.set(key, [edge])
  }

  /** Whether an edge written to `written` goes to `to`: itself, an entry, a pool's member, or all that a monitor watches. */
  const reaches = (from: number, written: number, to: number): boolean => {
    if (written === to) return true
    if (components[written]!.builtin === 'pool') return true
    if (components[from]!.builtin === 'monitor') return !isContainer(components[to]!)
    return (entries.get(written) ?? []).some(
      (entry) => entry === to || isWithin(components, to, entry),
    )
  }

  const declared = (from: number, arrow: Arrow, to: number): readonly Edge[] => {
    const found: Edge[] = []
    for (let source = from; source >= 0; source = components[source]!.parent) {
      for (let target = to; target >= 0; target = components[target]!.parent) {
        for (const edge of byEnds.get(keyOf(source, target)) ?? []) {
          if (edge.arrow === arrow && reaches(edge.from, edge.to, to)) found.push(edge)
        }
      }
    }
    return found
  }

  return {
    find(from, arrow, to, label, at) {
      const found = declared(from, arrow, to)
      if (found.length === 0) {
        // An edge with an unknown end may be the one; that end is told.
        if (holes.has(from) || holes.has(to)) return []
        const text = `${components[from]!.name} ${arrow} ${components[to]!.name}`
        report(undeclaredEdge(at, text, hintFor(from, arrow, to, text)))
        return []
      }
      if (!label) return found
      const labelled = found.filter((edge) => edge.label === label.text)
      if (labelled.length === 0) {
        const labels = found.flatMap((edge) => (edge.label === undefined ? [] : [edge.label]))
        report(unknownLabel(label.span, label.text, labels))
        return found
      }
      return labelled
    },
  }

  function hintFor(
    from: number,
    arrow: Arrow,
    to: number,
    text: string,
  ): { help: string; related?: Span } {
    const arrows: readonly Arrow[] = ['->', '~>', '=>']
    for (const other of arrows) {
      const there = other === arrow ? undefined : declared(from, other, to)[0]
      if (there)
        return {
          help: `it is declared as ${text.replace(` ${arrow} `, ` ${other} `)}`,
          related: there.at,
        }
    }
    for (const other of arrows) {
      const back = declared(to, other, from)[0]
      if (back) {
        const turned = `${components[to]!.name} ${other} ${components[from]!.name}`
        return { help: `it is declared the other way round: ${turned}`, related: back.at }
      }
    }
    return { help: `declare it outside the flow: ${text}` }
  }
}
