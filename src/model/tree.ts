// Questions to the tree of containers that the link and the analyses share.

import type { BuiltinKind, Role } from '#src/kinds/kind.ts'
import { isContainer } from './roles.ts'

/** What the questions need of a component. */
export interface Node {
  readonly id: number
  readonly parent: number
  readonly children: readonly number[]
  readonly builtin: BuiltinKind
  readonly role: Role
}

/** Whether the component lies in the container, at any depth; a container does not lie in itself. */
export function isWithin(
  nodes: readonly Pick<Node, 'parent'>[],
  id: number,
  container: number,
): boolean {
  for (let at = nodes[id]!.parent; at >= 0; at = nodes[at]!.parent)
    if (at === container) return true
  return false
}

/** Components (no containers) inside a container at any depth, in the order written. */
export function componentsIn(nodes: readonly Node[], container: number): readonly number[] {
  const found: number[] = []
  const stack = [...nodes[container]!.children].reverse()
  while (stack.length > 0) {
    const node = nodes[stack.pop()!]!
    if (isContainer(node)) stack.push(...[...node.children].reverse())
    else found.push(node.id)
  }
  return found
}

/** The innermost enclosing container of that kind, or -1. */
export function enclosing(nodes: readonly Node[], id: number, kind: BuiltinKind): number {
  for (let at = nodes[id]!.parent; at >= 0; at = nodes[at]!.parent) {
    if (nodes[at]!.builtin === kind) return at
  }
  return -1
}
