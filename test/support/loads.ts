// Small systems asked for their load: peaks by name, as they are and after a change.

import { analyze } from '#src/analysis/analyze.ts'
import type { Facts } from '#src/analysis/facts.ts'
import type { Condition, Loads } from '#src/analysis/load-facts.ts'
import type { Model } from '#src/model/model.ts'
import { validModelOf } from './model.ts'

export interface Asked {
  readonly model: Model
  readonly facts: Facts
}

export function asked(text: string): Asked {
  const model = validModelOf(text)
  return { model, facts: analyze(model) }
}

export function idOf({ model }: Asked, name: string): number {
  return model.components.find((one) => one.name === name)!.id
}

/** Peak by name, to three digits. */
export function peaks(
  system: Asked,
  loads: Pick<Loads, 'load'> = system.facts,
): Readonly<Record<string, number>> {
  const entries = system.model.components.flatMap(({ id, name, role }): [string, number][] => {
    const load = role === 'container' || role === 'source' ? undefined : loads.load(id)
    return load ? [[name, Number(load.peak.total.toPrecision(3))]] : []
  })
  return Object.fromEntries(entries)
}

export function changed(
  text: string,
  condition: (system: Asked) => Condition,
): Readonly<Record<string, number>> {
  const system = asked(text)
  return peaks(system, system.facts.loadsUnder(condition(system)))
}
