// A text → what a simulation of it prints.

import { expect } from 'vitest'
import { load, memoryHost, type SimulateOptions, type System, simulate } from '#src/index.ts'
import schema from '#src/simulate/simulate.schema.json' with { type: 'json' }
import { violations } from './json-schema.ts'

export function systemOf(text: string): System {
  const system = load(memoryHost({ 'main.arch': text }), 'main.arch')
  if (system.kind === 'unreadable') throw new Error(system.reason)
  return system
}

/** As text; a refusal begins with `refused: `. */
export async function simulated(
  system: string | System,
  options: Partial<SimulateOptions> = {},
): Promise<string> {
  const asked = typeof system === 'string' ? systemOf(system) : system
  const result = await simulate(asked, { fail: [], ...options })
  return result.kind === 'refused' ? `refused: ${result.message}` : result.text
}

/** Held against its schema. */
export async function json(system: string | System, options: Partial<SimulateOptions> = {}) {
  const parsed = JSON.parse(await simulated(system, { ...options, format: 'json' }))
  expect(violations(schema, parsed)).toEqual([])
  return parsed
}
