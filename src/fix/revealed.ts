// Whether a finding is about a statement that fixes have changed, or was only brought to light by them. A
// statement here is what stands on its own lines: a container without what is declared in it. What the
// fixes did not touch has the lines that it had.

import type { Item } from '#grammar/ast.ts'
import type { Diagnostic } from '#grammar/diagnostic.ts'
import { itemsAround, itemsIn } from '#grammar/enclosing.ts'
import { lineAt, type Span } from '#grammar/source.ts'
import type { Looked } from './looked.ts'
import { changedLines } from './unified-diff.ts'

/** `finding` is one of those behind the fixes; a file that was not there before is untouched. */
export function isInTouchedStatement(
  { at }: Diagnostic,
  before: Pick<Looked, 'files'>,
  after: Pick<Looked, 'files'>,
): boolean {
  const path = [...after.files].find(([, source]) => source === at.source)?.[0]
  const old = path === undefined ? undefined : before.files.get(path)
  if (!old || old.text === at.source.text) return false
  const own = linesOfStatement(at)
  return changedLines(old.text, at.source.text).some(({ from, to }) => {
    for (let line = from; line < to; line++) if (own.has(line)) return true
    return false
  })
}

function linesOfStatement(at: Span): ReadonlySet<number> {
  const lines = new Set(linesOf(at))
  const item = itemsAround(at).findLast((one) => !isPart(one))
  if (!item) return lines
  for (const line of linesOf(item.span)) lines.add(line)
  for (const inner of itemsIn(item)) {
    if (isPart(inner)) continue
    for (const line of linesOf(inner.span)) lines.delete(line)
  }
  for (const line of linesOf(at)) lines.add(line)
  return lines
}

function isPart({ kind }: Item): boolean {
  return kind === 'attribute' || kind === 'ignore'
}

/** 0-based. */
function linesOf({ source, start, end }: Span): readonly number[] {
  const first = lineAt(source, start)
  return Array.from({ length: lineAt(source, end) - first + 1 }, (_, index) => first + index)
}
