// What analysing failures costs: exact availability with importance, cut sets, load, whole runs of `simulate`, deep and
// nasty structures, and published fault trees, which are read from a folder beside the project where it is there.

import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { analyze } from '#src/analysis/analyze.ts'
import { decisionDiagram } from '#src/graph/decision-diagram.ts'
import {
  and,
  atLeast,
  type FailureStructure,
  importance,
  or,
  unavailability,
} from '#src/graph/index.ts'
import { systemOf } from './generate.ts'
import { nasty, shopOf } from './generate-failures.ts'
import { type Measured, nodeProcess, peakBytes, warm } from './measure.ts'
import { modelOf } from './model.ts'

const trees = fileURLToPath(new URL('../../shared/truth/fault-trees/aralia', import.meta.url))

/** In this process, the first time and warmed. */
export function failures(): readonly Measured[] {
  return [...availability(), ...cutSets(), ...load(), ...deep(), ...published()]
}

function seconds(what: string, budget: number, work: () => unknown): readonly Measured[] {
  const start = performance.now()
  work()
  const first = performance.now() - start
  return [
    { what, value: first / 1000, unit: 's', budget },
    { what: `${what}, warm`, value: warm(3, work) / 1000, unit: 's' },
  ]
}

function availability(): readonly Measured[] {
  const model = modelOf(shopOf(300, 20).text)
  return seconds('availability and importance of 300 components, 20 flows', 1, () => {
    const facts = analyze(model)
    for (const flow of model.flows) {
      const { method } = facts.availability(flow).unavailability
      if (method !== 'exact') throw new Error(`${flow.name} is ${method}`)
      for (const component of facts.bearingOn(flow)) {
        if (!facts.importance(flow, component)) throw new Error(`no importance in ${flow.name}`)
      }
    }
  })
}

function cutSets(): readonly Measured[] {
  const model = modelOf(shopOf(2000, 20).text)
  return seconds('cut sets of order 2 of 2,000 components, 20 flows', 2, () => {
    const facts = analyze(model)
    for (const flow of model.flows) {
      if (facts.cutSets(flow, 2).truncated) throw new Error(`cut off in ${flow.name}`)
    }
  })
}

function load(): readonly Measured[] {
  const model = modelOf(systemOf(10_000).text)
  return seconds('load of 10,000 components', 1, () => {
    const facts = analyze(model)
    return model.components.map(({ id }) => facts.utilization(id))
  })
}

/** A chain of gates of two kinds, and the memory of a diagram that fills its budget. */
function deep(): readonly Measured[] {
  const count = 1_000_000
  const gates = Array.from({ length: count }, (_, i) =>
    (i % 2 === 0 ? or : and)([i + 1, i === 0 ? 0 : count + i]),
  )
  const chain: FailureStructure = { eventCount: count + 1, gates, top: 2 * count }
  const chances = new Float64Array(count + 1).fill(0.01)
  const start = performance.now()
  if (unavailability(chain, chances) === undefined) throw new Error('the chain is too long')
  const ms = performance.now() - start
  return [
    { what: 'a chain of a million gates', value: ms / 1000, unit: 's' },
    { what: 'a decision diagram of a million nodes', value: diagramBytes() / 1e6, unit: 'MB' },
  ]
}

/** Of its tables, full. */
function diagramBytes(): number {
  const nodes = 1_000_000
  const before = process.memoryUsage().arrayBuffers
  const diagram = decisionDiagram(nodes)
  for (let variable = 0; diagram.nodeCount() < nodes; variable++) diagram.variable(variable)
  return process.memoryUsage().arrayBuffers - before
}

interface Published {
  readonly model: {
    readonly top: string
    readonly gates: Readonly<
      Record<string, { readonly op: string; readonly k?: number; readonly args: readonly string[] }>
    >
    readonly events: Readonly<Record<string, number>>
  }
  readonly expected: readonly { readonly value: number }[]
}

function published(): readonly Measured[] {
  if (!existsSync(trees)) {
    console.log(`no fault trees in ${trees}: skipped`)
    return []
  }
  return readdirSync(trees).flatMap((name) => {
    const { model, expected }: Published = JSON.parse(readFileSync(join(trees, name), 'utf8'))
    const { structure, chances } = faultTree(model)
    return seconds(`${name.replace('.json', '')}, exact, with importance`, 1, () => {
      const found = unavailability(structure, chances)
      const wanted = expected[0]!.value
      if (found === undefined || Math.abs(found / wanted - 1) > 1e-9)
        throw new Error(`${name}: ${found} is not ${wanted}`)
      if (!importance(structure, chances)) throw new Error(`${name}: no importance`)
    })
  })
}

function faultTree({ events, gates, top }: Published['model']) {
  const places = new Map(
    [...Object.keys(events), ...Object.keys(gates)].map((name, i) => [name, i]),
  )
  const structure: FailureStructure = {
    eventCount: Object.keys(events).length,
    gates: Object.values(gates).map(({ op, k = 1, args }) => {
      const inputs = args.map((name) => places.get(name)!)
      if (op === 'and') return and(inputs)
      return op === 'or' ? or(inputs) : atLeast(k, inputs)
    }),
    top: places.get(top)!,
  }
  return { structure, chances: Object.values(events) }
}

/** `simulate` as a whole process, with its peak memory; `file` writes an input and says where. */
export function simulating(
  program: string,
  file: (name: string, text: string) => string,
  extent: 'quick' | 'full',
): readonly Measured[] {
  const sizes = extent === 'quick' ? [300] : [300, 2000, 10_000]
  const systems = sizes.map((size) => [`${size} components`, shopOf(size, 20).text] as const)
  const shapes = extent === 'quick' ? [] : Object.entries(nasty)
  return [
    ...systems.flatMap(([name, text]) => wholeRun('simulate', name, text)),
    ...shapes.flatMap(([name, text]) => [
      ...wholeRun('simulate', name, text),
      ...wholeRun('check', name, text),
    ]),
  ]

  function wholeRun(command: string, name: string, text: string): readonly Measured[] {
    const path = file(`${name.replace(/\W+/g, '-')}.arch`, text)
    const args = [program, command, path]
    const { ms, status } = nodeProcess(args)
    if (status !== 0 && status !== 1) throw new Error(`${command} of ${name} ended with ${status}`)
    const what = `${command} ${name}`
    return [
      { what, value: ms / 1000, unit: 's' },
      { what: `${what}, peak memory`, value: peakBytes(args) / 1e6, unit: 'MB' },
    ]
  }
}
