// What a solved network of load says of how full components are: by all that arrives, by what is known of it, and by
// what may. Of what is known alone each load says what was left out.

import type { Component } from '#src/model/model.ts'
import type { TransferGround } from './layer.ts'
import type { LoadAfter } from './load-after.ts'
import type { Load, Loads, Utilization } from './load-facts.ts'
import type { LoadNetwork } from './load-read.ts'
import { once } from './once.ts'
import { withMoreCopies } from './sharing.ts'
import { utilizationOf } from './utilization.ts'

export const noLoads: Loads = {
  load: () => undefined,
  utilization: () => undefined,
  utilizationWith: () => undefined,
  saturations: () => [],
  full: () => [],
  perhapsFull: () => [],
  carried: () => [],
  choices: () => [],
}

/** How busy a component is by what is known alone. */
export type SureOf = (component: number) => Utilization | undefined

export interface OtherLoads {
  /** Under the same condition what is known alone. */
  readonly surely: () => Loads
  readonly usual: () => Loads
}

export function loadsIn(
  components: readonly Component[],
  ground: () => TransferGround,
  network: () => LoadNetwork,
  { surely, usual }: OtherLoads,
): Loads {
  const load = (id: number): Load => {
    const own = network().load(id)
    if (ground().guesses !== 'left out') return own
    return withLeftOut(own, () => usual().load(id))
  }
  const utilizations = once(() =>
    components.map((component) =>
      component.attributes.has('capacity')
        ? utilizationOf(component, load(component.id), ground().standing)
        : undefined,
    ),
  )
  const sharing = once(() => network().sharing())
  const saturations = once(() =>
    utilizations()
      .filter((one): one is Utilization => one !== undefined && one.peak > 0)
      .sort(fuller),
  )
  const full = once(() => fullIn(saturations(), (id) => surely().utilization(id)))
  return {
    load,
    utilization: (id) => utilizations()[id],
    saturations,
    full,
    perhapsFull: once(() => perhapsIn(saturations(), full())),
    utilizationWith: (id, working, moreCopies) => {
      const own = load(id)
      const peak = withMoreCopies(own.peak, sharing().get(id) ?? [], moreCopies)
      return utilizationOf(components[id]!, { ...own, peak }, ground().standing, working)
    },
    carried: once(() => network().carried()),
    choices: once(() => network().choices()),
  }
}

/** What is known alone, beside what is usual: what that guesses was left out. */
export function withLeftOut(own: Load, usual: () => Load | undefined): Load {
  return { ...own, leftOut: () => usual()?.guesses() ?? [] }
}

/** By what is known; where that is not all, by what is known alone. */
export function fullIn(all: readonly Utilization[], sureOf: SureOf): readonly Utilization[] {
  const certain = (one: Utilization): readonly Utilization[] => {
    if (one.isKnown || one.load.isKnown) return one.isKnown ? [one] : []
    const sure = sureOf(one.component)
    return sure?.isKnown && sure.peak >= 1 ? [sure] : []
  }
  return all
    .filter(({ peak }) => peak >= 1)
    .flatMap(certain)
    .sort(fuller)
}

/** By an upper bound, and not by what is known. */
export function perhapsIn(
  all: readonly Utilization[],
  full: readonly Utilization[],
): readonly Utilization[] {
  const known = setOf(full)
  return all
    .filter(({ component, load, peak }) => peak > 1 && !load.isKnown && !known.has(component))
    .sort(fuller)
}

export function setOf(used: readonly Utilization[]): ReadonlySet<number> {
  return new Set(used.map(({ component }) => component))
}

export function utilizationsIn(
  components: readonly Component[],
  { candidates, load, standing }: LoadAfter,
): readonly Utilization[] {
  return candidates.flatMap((id) => {
    const component = components[id]!
    return utilizationOf(component, load(id), standing) ?? []
  })
}

function fuller(a: Utilization, b: Utilization): number {
  return b.peak - a.peak || a.component - b.component
}
