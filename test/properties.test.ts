// What holds of every system, whatever its numbers: things that fail less often, another copy or another alternative
// never make a flow less available; names and the order of statements change nothing; what arrives has been sent; and
// whatever is printed is a number. Each property changes a random text and reads it anew.
// It is past 250 lines because each property has its way to change a text.

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { analyze } from '#src/analysis/analyze.ts'
import { load, memoryHost, simulate } from '#src/index.ts'
import type { Model } from '#src/model/model.ts'
import schema from '#src/simulate/simulate.schema.json' with { type: 'json' }
import { violations } from './support/json-schema.ts'
import { lintRead } from './support/linting.ts'
import { loadText } from './support/load-agreement.ts'
import { errorsOf, modelOf } from './support/model.ts'
import { plantAvailability } from './support/random/availability.ts'
import { seeded } from './support/random/random.ts'
import { smallSystem } from './support/random/small-systems.ts'
import { randomArch } from './support/random-model.ts'

const seeds = fc.integer({ min: 1, max: 1_000_000 })

function forAll(numRuns: number, property: (seed: number) => void): void {
  fc.assert(fc.property(seeds, property), { numRuns, seed: 20_260 })
}

function valid(text: string): Model | undefined {
  const { model, diagnostics } = modelOf(text)
  return errorsOf(diagnostics).length === 0 && model.flows.length > 0 ? model : undefined
}

/** By name, of each flow of the text. */
function unavailabilities(text: string): ReadonlyMap<string, number> | undefined {
  const model = valid(text)
  if (!model) return undefined
  const facts = analyze(model)
  return new Map(
    model.flows.map((flow) => [flow.name, facts.availability(flow).unavailability.value]),
  )
}

const anArch = (seed: number): string =>
  randomArch(seed, { components: 4 + (seed % 6) }, plantAvailability)

/** The text with one of its matches changed, and whether that never hurts and sometimes helps. */
function changesThatHelp(change: (text: string, seed: number) => string | undefined): void {
  const met = { tried: 0, helped: 0 }
  forAll(350, (seed) => {
    const before = anArch(seed)
    const after = change(before, seed)
    if (after === undefined) return
    const [one, other] = [unavailabilities(before), unavailabilities(after)]
    if (!one || !other) return
    met.tried++
    for (const [name, q] of one) {
      expect(other.get(name), `${name}\n${before}\nto\n${after}`).toBeLessThanOrEqual(q + 1e-12)
      if (other.get(name)! < q - 1e-12) met.helped++
    }
  })
  expect(met.tried).toBeGreaterThan(40)
  expect(met.helped).toBeGreaterThan(12)
}

function oneOf(text: string, pattern: RegExp, seed: number): RegExpMatchArray | undefined {
  const found = [...text.matchAll(pattern)]
  return found.length === 0 ? undefined : found[seed % found.length]
}

function replacedAt(text: string, match: RegExpMatchArray, by: string): string {
  return text.slice(0, match.index!) + by + text.slice(match.index! + match[0].length)
}

describe('a flow is never less available', () => {
  it('where something fails less often', () =>
    changesThatHelp((text, seed) => {
      const match = oneOf(text, /availability: ([\d.]+)%|mtbf: (\d+)/g, seed)
      if (!match) return undefined
      const [, percent, time] = match
      if (time !== undefined) return replacedAt(text, match, `mtbf: ${7 * Number(time)}`)
      return replacedAt(text, match, `availability: ${(Number(percent) + 100) / 2}%`)
    }))

  it('with another copy, or two where a majority is needed, of each shard', () =>
    changesThatHelp((text, seed) => {
      const match = oneOf(text, /replicas: (\d+)[^\n]*\}/g, seed)
      if (!match) return undefined
      const [whole, written] = match
      const copies = Number(written)
      const shards = Number(/shards: (\d+)/.exec(whole)?.[1] ?? 1)
      // With fewer copies than shards another copy is another shard.
      if (copies < shards || copies % shards !== 0) return undefined
      const more = /quorum/.test(whole) ? 2 : 1
      const by = whole.replace(`replicas: ${copies}`, `replicas: ${copies + more * shards}`)
      return replacedAt(text, match, by)
    }))

  it('with another alternative where there are some', () =>
    changesThatHelp((text, seed) => {
      const kindOf = (name: string): string =>
        new RegExp(`^ *(\\w+) ${name.split('.').at(-1)!}\\b`, 'm').exec(text)?.[1] ?? ''
      const lines = [...text.matchAll(/^(\S+) -> (\S.* \| .*)$/gm)].filter(([line, from, to]) => {
        const targets = to!.replaceAll(/"[^"]*"|\{[^}]*\}/g, '').split(' | ')
        // These gather what is alike, or are not needed at all.
        if (['lb', 'dns', 'monitor'].includes(kindOf(from!)) || line.includes('optional'))
          return false
        return !targets.some((name) => /cache|monitor|client/.test(kindOf(name.trim())))
      })
      const line = lines[seed % Math.max(1, lines.length)]
      if (!line) return undefined
      return `${replacedAt(text, line, `${line[0]} | another`)}external another\n`
    }))
})

/** Statements of the file, each with the lines of its block. */
function statementsOf(text: string): readonly string[] {
  const found: string[] = []
  for (const line of text.trimEnd().split('\n')) {
    if (/^[ }]/.test(line)) found.push(`${found.pop()!}\n${line}`)
    else found.push(line)
  }
  return found
}

/** Lists in an order of their own, numbers to the digits that no order of sums changes; what was cut off by a limit apart. */
function settled(value: unknown): unknown {
  if (typeof value === 'number') return Number(value.toPrecision(8))
  // Names in a row stand in the order of the file.
  if (typeof value === 'string')
    return value
      .split(/, |; |: /)
      .sort()
      .join(', ')
  if (Array.isArray(value)) {
    return value.map(settled).sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1))
  }
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key]) => key !== 'contributors' && key !== 'importance')
      .map(([key, one]) => [key, settled(one)]),
  )
}

async function simulated(text: string, format: 'text' | 'json' | 'markdown'): Promise<string> {
  const system = load(memoryHost({ 'main.arch': text }), 'main.arch')
  if (system.kind === 'unreadable') throw new Error(system.reason)
  const result = await simulate(system, { fail: [], format })
  if (result.kind === 'refused') throw new Error(result.message)
  return result.text
}

async function settledJson(text: string): Promise<unknown> {
  return settled(JSON.parse(await simulated(text, 'json')))
}

describe('a simulation says the same', () => {
  const run = (property: (seed: number) => Promise<void>) =>
    fc.assert(fc.asyncProperty(seeds, property), { numRuns: 40, seed: 20_261 })

  it('whatever things are called', async () => {
    await run(async (seed) => {
      const { text } = smallSystem(seed)
      const names = [
        'front',
        'api',
        'auth',
        'mail',
        'orders',
        'carts',
        'files',
        'pay',
        'maps',
        'eye',
      ]
      const other = seeded(seed).shuffled(names.map((_, i) => `n${i}`))
      const renamed = (from: readonly string[], to: readonly string[], of: string): string =>
        of.replaceAll(
          new RegExp(`(?<!/)\\b(${from.join('|')})\\b`, 'g'),
          (name) => to[from.indexOf(name)]!,
        )
      const then = await simulated(renamed(names, other, text), 'json')
      expect(renamed(other, names, then), text).toBe(await simulated(text, 'json'))
    })
  })

  it('in whatever order it is told', async () => {
    await run(async (seed) => {
      const { text } = smallSystem(seed)
      const shuffled = `${seeded(seed).shuffled(statementsOf(text)).join('\n')}\n`
      expect(await settledJson(shuffled), text).toEqual(await settledJson(text))
    })
  })
})

describe('load', () => {
  it('is conserved: what arrives has been sent along the edges', () => {
    let met = 0
    forAll(250, (seed) => {
      const model = valid(loadText(seed))
      if (!model) return
      const facts = analyze(model)
      if (!facts.hasDemand()) return
      const loads = model.components.map(({ id }) => facts.load(id))
      if (loads.some((one) => one?.isUnbounded)) return
      const arrived = { mean: new Map<number, number>(), peak: new Map<number, number>() }
      for (const { to, mean, peak } of facts.carried()) {
        arrived.mean.set(to, (arrived.mean.get(to) ?? 0) + mean.total)
        arrived.peak.set(to, (arrived.peak.get(to) ?? 0) + peak.total)
      }
      const begins = new Set(
        model.flows.filter(({ attributes }) => attributes.has('rate')).flatMap(facts.startsOf),
      )
      for (const { id, name, role } of model.components) {
        if (role === 'container' || begins.has(id)) continue
        for (const rate of ['mean', 'peak'] as const) {
          const [sent, got] = [arrived[rate].get(id) ?? 0, loads[id]![rate].total]
          expect(
            Math.abs(sent - got),
            `seed ${seed}: ${rate} of ${name}, ${sent} sent, ${got} got`,
          ).toBeLessThanOrEqual(1e-6 * Math.max(1e-3, got))
          if (got > 0) met++
        }
      }
    })
    expect(met).toBeGreaterThan(300)
  })
})

describe('everything that is printed', () => {
  const absurd = (seed: number): string => {
    const random = seeded(seed)
    const wild = random.pick([
      ['replicas: \\d+', 'replicas: 100'],
      ['capacity: [^,} ]+', 'capacity: 0/s'],
      ['availability: [^,} ]+', 'availability: 0%'],
      ['rps: [^,} ]+', 'rps: 999999999999999k/s'],
      ['(calls|reads|writes): [^,} ]+', '$1: 1000000000000'],
      ['latency: [^,} ]+', 'latency: 99999999y'],
      ['mtbf: \\S+ mttr: [^,} ]+', 'mtbf: 0s, mttr: 0s'],
      ['weight: [^,} ]+', 'weight: 0'],
      ['hit: [^,} ]+', 'hit: 100%'],
    ])
    const base = random.chance(0.4)
      ? smallSystem(seed).text
      : random.chance(0.5)
        ? loadText(seed)
        : anArch(seed)
    const last = 'require availability >= 99.9%\nrequire throughput >= 1/s\nrequire latency <= 1s\n'
    return `${base.replaceAll(new RegExp(wild[0]!, 'g'), wild[1]!)}${last}scenario "Much" { load: 1000000000x }\n`
  }

  it('is a number, however absurd what was written', async () => {
    let met = 0
    await fc.assert(
      fc.asyncProperty(seeds, async (seed) => {
        const text = absurd(seed)
        const model = valid(text)
        if (!model) return
        met++
        const json = await simulated(text, 'json')
        expect(violations(schema, JSON.parse(json)), text).toEqual([])
        const facts = analyze(model)
        const found = lintRead({ model, facts }, { preset: 'all' })
        const said = found.flatMap(({ message, notes, help }) => [message, ...notes, help ?? ''])
        const told = [
          json,
          await simulated(text, 'text'),
          await simulated(text, 'markdown'),
          ...said,
        ]
        for (const one of told)
          expect(one, `seed ${seed}`).not.toMatch(
            /\b(NaN|Infinity|undefined|null%)|\[object|(?<!\de)-\d+(\.\d+)? %/,
          )
      }),
      { numRuns: 80, seed: 20_262 },
    )
    expect(met).toBeGreaterThan(50)
  })
})
