// The single edges that leave a component, each with what flows carry along it, and how sure that is.

import type { Carried } from '#src/analysis/load-facts.ts'
import { type Bound, boundOf, type Subject, together } from './estimate.ts'
import type { Situation } from './situation.ts'

export interface Along {
  readonly of: Extract<Subject, { kind: 'edge' }>
  /** By flow. */
  readonly carried: readonly Carried[]
  readonly bound: Bound
}

/** In the order of the file; none of what has no bound, since no number says what leaves it. */
export function edgesFrom(situation: Situation, id: number): readonly Along[] {
  if (situation.loads.load(id)?.isUnbounded) return []
  const single = Map.groupBy(situation.outOf(id), ({ edge, to }) => `${edge.id} ${to}`)
  return [...single.values()]
    .map((carried): Along => {
      const { edge, to } = carried[0]!
      const of = { kind: 'edge', edge, from: id, to } as const
      return { of, carried, bound: boundAlong(situation, carried) }
    })
    .sort((a, b) => a.of.edge.id - b.of.edge.id || a.of.to - b.of.to)
}

/** Of what is handled at the other end, and of how often that calls. */
export function boundAlong(situation: Situation, carried: readonly Carried[]): Bound {
  const sources = [...new Set(carried.map(({ from }) => from))]
  const isGuessed = carried.some(({ guesses, mean }) => guesses.length > 0 && mean.total > 0)
  const bounds = sources.map((id) => boundAt(situation, id))
  return together([...bounds, isGuessed ? 'at-most' : 'exact'])
}

/** Of the reads, or writes, that arrive: what is a bound of one of them is none of the other. */
export function boundOfUse(situation: Situation, id: number, use: 'reads' | 'writes'): Bound {
  const load = situation.loads.load(id)
  if (!load) return 'exact'
  const carrying = situation.into(id).filter(({ mean }) => mean[use] > 0)
  const { isAtLeast } = load
  if (load.isKnown || carrying.length === 0) return boundOf({ isKnown: true, isAtLeast })
  return together([boundAlong(situation, carrying), isAtLeast ? 'at-least' : 'exact'])
}

function boundAt({ model, loads, begunAt, isUnfed }: Situation, id: number): Bound {
  if (isUnfed(id)) return 'at-least'
  if (model.components[id]!.builtin === 'client')
    return begunAt(id).length === 0 ? 'at-least' : 'exact'
  const load = loads.load(id)
  if (load?.isUnbounded) return 'at-least'
  return load ? boundOf(load) : 'exact'
}
