// Every item of a tree, in the order of the text, with the items that enclose it.

import type { Ast, Body, Item } from './ast.ts'

/** Calls `visit` for each item before those inside it; `around` holds the enclosing ones, outermost first. */
export function walk(ast: Ast, visit: (item: Item, around: readonly Item[]) => void): void {
  // A stack of its own: items yet to visit, in reverse.
  const waiting: { item: Item; around: readonly Item[] }[] = []
  const wait = (items: readonly Item[], around: readonly Item[]) => {
    for (let at = items.length - 1; at >= 0; at--) waiting.push({ item: items[at]!, around })
  }
  wait(ast.statements, [])
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    visit(next.item, next.around)
    const inner = bodiesOf(next.item).flatMap((body) => body.items)
    if (inner.length > 0) wait(inner, [...next.around, next.item])
  }
}

/** The bodies of one item, in the order of the text. */
export function bodiesOf(item: Item): readonly Body[] {
  switch (item.kind) {
    case 'component':
    case 'amend':
    case 'kind':
    case 'every':
    case 'flow':
    case 'scenario':
    case 'view':
    case 'ignore':
      return item.body ? [item.body] : []
    case 'edge':
      return item.hops
        .flatMap((hop) => [...hop.targets.map((target) => target.body), hop.body])
        .filter((body) => body !== undefined)
    case 'attribute':
    case 'import':
    case 'title':
    case 'require':
    case 'policy':
      return []
  }
}
