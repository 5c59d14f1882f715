// The table of formats that a simulation is shown in. A new one is one file and its line here.

import { json } from './json.ts'
import { markdown } from './markdown.ts'
import type { Outcome } from './outcome.ts'
import { pretty } from './pretty.ts'

export type SimulationFormat = 'text' | 'json' | 'markdown'

export const simulationFormats: Readonly<Record<SimulationFormat, (outcome: Outcome) => string>> = {
  text: pretty,
  json,
  markdown,
}
