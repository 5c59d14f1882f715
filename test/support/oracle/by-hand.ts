// Questions to the oracle about a text, for cases computed by hand: which events break a flow alone,
// and whether it is served without some of them.

import type { Flow, Model } from '#src/model/model.ts'
import { validModelOf } from '../model.ts'
import { served } from '../serves.ts'
import { eventsOf, keyOf } from './copies.ts'

/** Keys of the events that break the flow alone, in the order written; `['never']` where nothing can serve it. */
export function breaking(text: string, flow?: string): readonly string[] {
  const model = validModelOf(text)
  const asked = flowOf(model, flow)
  if (!served(model, asked, new Set())) return ['never']
  return eventsOf(model)
    .map((event) => keyOf(model, event))
    .filter((key) => !served(model, asked, new Set([key])))
}

export function servedWithout(text: string, keys: readonly string[], flow?: string): boolean {
  const model = validModelOf(text)
  const known = eventsOf(model).map((event) => keyOf(model, event))
  const unknown = keys.find((key) => !known.includes(key))
  if (unknown !== undefined) throw new Error(`${unknown} is none of ${known.join(', ')}`)
  return served(model, flowOf(model, flow), new Set(keys))
}

/** The flow of that name; the first without one. */
function flowOf(model: Model, name: string | undefined): Flow {
  const flow = model.flows.find((one) => name === undefined || one.name === name)
  if (!flow) throw new Error(`no flow ${name ?? ''}`)
  return flow
}
