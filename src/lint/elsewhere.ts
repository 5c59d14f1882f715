// Edges of `.arch` for the author to paste, where something is to stand in another region as well: the name
// that it has, or would have, there, and what leaves a component as statements of another.

import type { Component, Group, Model } from '#src/model/model.ts'

/** The same name in the other region: `us.api` for `eu.api`. Undefined where it does not stand inside the region. */
export function counterpart(
  component: Component,
  region: Component,
  other: Component,
): string | undefined {
  const { name } = component
  if (name !== region.name && !name.startsWith(`${region.name}.`)) return undefined
  return `${other.name}${name.slice(region.name.length)}`
}

/** `a, b`, `a | b` or `2 of (a, b)`: what the group needs of targets of these names. */
export function targetsText({ needed }: Pick<Group, 'needed'>, names: readonly string[]): string {
  if (needed === 'all') return names.join(', ')
  return needed === 1 ? names.join(' | ') : `${needed} of (${names.join(', ')})`
}

/** What leaves the component, group by group, as if it left `from`; statements are two spaces apart. */
export function hopsOf(model: Model, component: Component, from: string): string {
  const own = model.groups.filter((group) => group.from === component.id && group.arrow !== '=>')
  return own
    .map((group) => {
      const names = group.edges.map((id) => model.components[model.edges[id]!.to]!.name)
      return `${from} ${group.arrow} ${targetsText(group, names)}`
    })
    .join('  ')
}
