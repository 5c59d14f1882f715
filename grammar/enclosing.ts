// Which items of a text stand around a place. The tree of a source is made on the first question about it
// and kept as long as the source is, so that what is asked rarely costs nothing else a tree.

import type { Item } from './ast.ts'
import { type Commented, parseWithComments } from './parse.ts'
import type { SourceText, Span } from './source.ts'
import { bodiesOf } from './walk.ts'

const treesBySource = new WeakMap<SourceText, Commented>()

export function treeOf(source: SourceText): Commented {
  const known = treesBySource.get(source)
  if (known) return known
  const tree = parseWithComments(source)
  treesBySource.set(source, tree)
  return tree
}

/** The items that hold the whole span, outermost first; O(depth log width). */
export function itemsAround({ source, start, end }: Span): readonly Item[] {
  const around: Item[] = []
  let items: readonly Item[] = treeOf(source).value.statements
  for (;;) {
    const item = lastBefore(items, start)
    if (!item || item.span.end < end) return around
    around.push(item)
    items = itemsIn(item)
  }
}

/** What stands in the bodies of an item, in the order of the text. */
export function itemsIn(item: Item): readonly Item[] {
  const [body, ...others] = bodiesOf(item)
  if (others.length > 0) return [body!, ...others].flatMap(({ items }) => items)
  return body?.items ?? []
}

/** The last item that begins at the place or in front of it. */
function lastBefore(items: readonly Item[], place: number): Item | undefined {
  let low = 0
  let high = items.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (items[middle]!.span.start <= place) low = middle + 1
    else high = middle
  }
  return items[low - 1]
}
