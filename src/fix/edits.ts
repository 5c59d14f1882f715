// Edits to texts. Of fixes that overlap, the first stands and the others wait for the next pass. Insertions
// at one place follow each other in their order; equal edits are one edit, since what two fixes write alike
// is meant once; two that write the same attribute at one place, or each a body, overlap.

import type { Candidate, FileEdit } from './candidates.ts'
import type { Texts } from './looked.ts'

/** The first of them, and each that fits beside those before it. */
export function compatible(candidates: readonly Candidate[]): readonly Candidate[] {
  const taken = new Map<string, FileEdit[]>()
  return candidates.filter(({ edits }) => {
    const fits = edits.every((edit) => !taken.get(edit.path)?.some((one) => clash(one, edit)))
    if (!fits) return false
    for (const edit of edits) {
      const there = taken.get(edit.path)
      if (there) there.push(edit)
      else taken.set(edit.path, [edit])
    }
    return true
  })
}

export interface Edited {
  readonly text: string
  /** Where the new texts stand in it, ascending; empty where something was only taken out. */
  readonly places: readonly Place[]
}

export interface Place {
  readonly start: number
  readonly end: number
}

/** The files that the fixes change; line ends are those of each file. */
export function applied(fixes: readonly Candidate[], texts: Texts): ReadonlyMap<string, Edited> {
  const byFile = Map.groupBy(
    fixes.flatMap(({ edits }) => edits),
    ({ path }) => path,
  )
  return new Map([...byFile].map(([path, edits]) => [path, editedText(texts.get(path)!, edits)]))
}

function editedText(text: string, edits: readonly FileEdit[]): Edited {
  const lineEnd = lineEndOf(text)
  const places: Place[] = []
  let result = ''
  let last = 0
  for (const { start, end, text: written } of inOrder(edits)) {
    result += text.slice(last, start)
    const added = written.replaceAll('\n', lineEnd)
    places.push({ start: result.length, end: result.length + added.length })
    result += added
    last = end
  }
  return { text: result + text.slice(last), places }
}

/** As the first line of the text ends. */
export function lineEndOf(text: string): string {
  return /\r\n|\r|\n/.exec(text)?.[0] ?? '\n'
}

/** By place; at one place insertions first, in the order given. Equal ones stand once. */
function inOrder(edits: readonly FileEdit[]): readonly FileEdit[] {
  const different = new Map(edits.map((edit) => [JSON.stringify(edit), edit]))
  return [...different.values()].sort((a, b) => a.start - b.start || a.end - b.end)
}

function clash(one: FileEdit, other: FileEdit): boolean {
  if (one.start === other.start && one.end === other.end) {
    if (one.text === other.text) return false
    const isInsertion = one.start === one.end
    return !isInsertion || keyOf(one) === keyOf(other)
  }
  return one.start < other.end && other.start < one.end
}

/** What is written there: an attribute of that name, a body, or anything else, which is like nothing. */
function keyOf({ text }: FileEdit): string | number {
  return /^\s*([\w-]+:|\{)/.exec(text)?.[1] ?? Number.NaN
}
