// Estimates of random systems, recomputed from what arrives where by the oracle of load and from what the text says,
// with no code of the sheet's; and properties that hold for all of them. A failure names the seed. It is past 250 lines
// because all of it is about the same random systems, which are made once.

import { describe, expect, it } from 'vitest'
import { analyze } from '#src/analysis/analyze.ts'
import { once } from '#src/analysis/once.ts'
import { numberIn } from '#src/model/attributes.ts'
import type { Component, Model } from '#src/model/model.ts'
import { lineOf, type ReadSheet, sheetOf, systemOf, value, workedOut } from './support/estimates.ts'
import { loadText } from './support/load-agreement.ts'
import { errorsOf, modelOf } from './support/model.ts'
import { type ExpectedLoad, expectedLoads } from './support/oracle/load.ts'

const seeds = Array.from({ length: 200 }, (_, seed) => seed)

/** So that every store keeps what is written, and every edge carries as much each time. */
const defaults = `every database { record: 1KB }
every blob { record: 1KB }
every search { record: 1KB }
every warehouse { record: 1KB }
every -> { size: 3KB }
every ~> { size: 3KB }
`

interface Drawn {
  readonly seed: number
  readonly text: string
  readonly model: Model
  readonly loads: readonly ExpectedLoad[]
  readonly sheet: ReadSheet
}

/** Each with its sheet; made once for all tests. */
const drawn = once(() => Promise.all(seeds.flatMap(draw)))

function draw(seed: number): readonly Promise<Drawn>[] {
  const text = defaults + loadText(seed)
  const { model, diagnostics } = modelOf(text)
  if (errorsOf(diagnostics).length > 0) return []
  const loads = expectedLoads(model, { failed: new Set(), held: new Set() })
  return [sheetOf(text).then((sheet) => ({ seed, text, model, loads, sheet }))]
}

function isNear(found: number | undefined, wanted: number): boolean {
  if (found === undefined) return false
  return Math.abs(found - wanted) <= 1e-6 * Math.max(1e-3, Math.abs(wanted))
}

/** Components whose load the oracle and the sheet must agree on. */
function busyIn({ model, loads }: Drawn): readonly (readonly [Component, ExpectedLoad])[] {
  return model.components.flatMap((one) => {
    const load = loads[one.id]!
    const total = load.peak.reads + load.peak.writes
    const isOutside = one.role === 'source' || one.role === 'container' || one.role === 'external'
    return isOutside || load.isUnbounded || total < 1e-6 ? [] : [[one, load] as const]
  })
}

/** What checks and simulations say of how busy components are. */
function toldIn(text: string) {
  const { model, facts } = systemOf(text)
  const others = model.components.filter(({ builtin }) => builtin !== 'client')
  return others.map(({ id, name }) => ({
    name,
    ratePerSecond: facts.load(id)?.peak.total,
    utilization: facts.utilization(id)?.peak,
  }))
}

/** The first thing on which the two differ. */
async function differences(check: (one: Drawn, sheet: ReadSheet) => readonly string[]) {
  const found: string[] = []
  let compared = 0
  for (const one of await drawn()) {
    const { sheet } = one
    compared += busyIn(one).length
    found.push(...check(one, sheet).map((text) => `seed ${one.seed}: ${text}`))
  }
  expect(compared).toBeGreaterThan(300)
  return found.slice(0, 3)
}

describe('on random systems', () => {
  it('requests are what arrives, reads and writes apart', async () => {
    const found = await differences((one, sheet) =>
      busyIn(one).flatMap(([{ name }, { mean, peak }]) => {
        const wanted = {
          'requests-average': mean.reads + mean.writes,
          'requests-peak': peak.reads + peak.writes,
        }
        const ofUse = lineOf(sheet, name, 'writes-peak') ? { 'writes-peak': peak.writes } : {}
        return Object.entries({ ...wanted, ...ofUse })
          .filter(([metric, amount]) => !isNear(value(sheet, name, metric), amount))
          .map(
            ([metric, amount]) => `${name} ${metric}: ${value(sheet, name, metric)}, not ${amount}`,
          )
      }),
    )
    expect(found).toEqual([])
  })

  it('loads are the facts that checks and simulations tell, to the last digit', async () => {
    const found = await differences((one, sheet) =>
      toldIn(one.text).flatMap(({ name, ratePerSecond, utilization }) => {
        const rate = value(sheet, name, 'requests-peak')
        const busy = value(sheet, name, 'utilization')
        return [
          ...(rate === undefined || rate === ratePerSecond ? [] : [`${name}: ${rate}/s`]),
          ...(busy === undefined || busy === utilization ? [] : [`${name}: ${busy} busy`]),
        ]
      }),
    )
    expect(found).toEqual([])
  })

  it('utilization and copies are those that trying finds', async () => {
    const found = await differences((one, sheet) =>
      busyIn(one).flatMap(([component, load]) => {
        const { name, attributes, managed, role } = component
        const capacity = numberIn(attributes, 'capacity')
        if (!capacity || managed) return []
        const isStore = role === 'store' || role === 'broker'
        const { reads, writes } = load.peak
        const shards = isStore ? Math.min(numberIn(attributes, 'shards') ?? 1, component.copies) : 1
        const leaders = numberIn(attributes, 'leaders') ?? shards
        const isStrong = isStore && isWord(component)
        const busy = (copies: number): number => {
          const used = Math.min(shards, copies)
          const even = Math.floor(copies / used) * used
          const readers = isStrong ? Math.min(even, Math.max(1, leaders)) : even
          const perCopy = isStore ? reads / readers + writes / used : (reads + writes) / copies
          return perCopy / capacity
        }
        const range = attributes.get('autoscale')?.value
        const copies =
          range?.kind === 'range' ? Math.max(component.copies, range.high) : component.copies
        const used1 = isNear(value(sheet, name, 'utilization'), busy(copies))
          ? []
          : [`${name} utilization ${value(sheet, name, 'utilization')}, not ${busy(copies)}`]
        const needed = lineOf(sheet, name, 'copies-needed')
        // Where copies take more from their alternatives, a trial of one alone says nothing.
        if (!needed || needed.arithmetic.startsWith('by trial')) return used1
        const enough = busy(needed.value) <= 0.7 + 1e-6
        const tooMany = needed.value > shards && busy(needed.value - 1) <= 0.7 - 1e-6
        return [
          ...used1,
          ...(enough && !tooMany
            ? []
            : [`${name}: ${needed.value} copies are ${busy(needed.value)} busy`]),
        ]
      }),
    )
    expect(found).toEqual([])
  })

  it('bandwidth into a component is its rate times the size of all', async () => {
    const found = await differences((one, sheet) =>
      busyIn(one).flatMap(([{ name, id }, { mean }]) => {
        const isStart = analyze(one.model)
          .begun()
          .some(({ start }) => start === id)
        if (isStart) return []
        const wanted = 3000 * (mean.reads + mean.writes)
        const amount = value(sheet, name, 'bandwidth-in-average')
        return isNear(amount, wanted) ? [] : [`${name}: ${amount} bytes a second, not ${wanted}`]
      }),
    )
    expect(found).toEqual([])
  })

  it('storage grows by what is written to a store and to all that copies to it', async () => {
    const found = await differences((one, sheet) => {
      const { components, edges } = one.model
      const copying = edges.filter(({ arrow }) => arrow === '=>')
      if (
        copying.some(({ from, to }) =>
          [from, to].some((id) => components[id]!.role === 'container'),
        )
      )
        return []
      const sourcesOf = (id: number): ReadonlySet<number> => {
        const found = new Set([id])
        for (let size = 0; size < found.size; ) {
          size = found.size
          for (const { from, to } of copying) if (found.has(to)) found.add(from)
        }
        return found
      }
      return components.flatMap(({ id, name, builtin }) => {
        const line = lineOf(sheet, name, 'storage-per-day')
        if (!line || !['database', 'blob', 'search', 'warehouse'].includes(builtin)) return []
        const sources = [...sourcesOf(id)]
        if (sources.some((from) => components[from]!.role === 'broker')) return []
        const writes = sources.reduce((sum, from) => sum + one.loads[from]!.mean.writes, 0)
        const wanted = writes * 1000 * 86_400
        return Math.abs(line.value - wanted) <= 1e-6 * Math.max(1, wanted)
          ? []
          : [`${name}: ${line.value} bytes a day, not ${wanted}`]
      })
    })
    expect(found).toEqual([])
  })

  it('every line is finite, and comes to what its arithmetic says', async () => {
    const found = await differences((_, sheet) =>
      sheet.lines.flatMap((line) => {
        if (!Number.isFinite(line.value) || line.value < 0) return [JSON.stringify(line)]
        const result = workedOut(line)
        if (result === undefined) return []
        const wanted = /rounded up/.test(line.arithmetic) ? Math.ceil(result) : result
        const slack = /rounded up/.test(line.arithmetic) ? 1 : 0
        const isRight = Math.abs(wanted - line.value) <= 0.03 * line.value + slack + 1e-9
        return isRight ? [] : [`${JSON.stringify(line)} comes to ${wanted}`]
      }),
    )
    expect(found).toEqual([])
  })

  it('all that is in flight is, at each component, what arrives there times its own time', async () => {
    let compared = 0
    for (const seed of Array.from({ length: 600 }, (_, index) => index)) {
      // Somebody waits for each call, and calls are made one after the other.
      const text = timedAll(loadText(seed).replaceAll('~>', '->'))
      const { model, diagnostics } = modelOf(text)
      const isPlain =
        model.components.every(({ role }) => role !== 'broker') && !/parallel|\d of/.test(text)
      if (!isPlain || errorsOf(diagnostics).length > 0) continue
      const loads = expectedLoads(model, { failed: new Set(), held: new Set() })
      if (loads.some(({ isUnbounded }) => isUnbounded)) continue
      const line = lineOf(await sheetOf(text), '*', 'in-flight')
      if (!line || line.bound === 'at-least' || line.bound === 'about') continue
      const wanted = model.components
        .filter(({ role }) => role !== 'source' && role !== 'container')
        .reduce((sum, { id }) => {
          const { reads, writes } = loads[id]!.peak
          return sum + 0.007 * (reads + writes)
        }, 0)
      compared++
      const isSame = isNear(line.value, wanted)
      expect([seed, isSame ? 'same' : text, line.value]).toEqual([
        seed,
        'same',
        isSame ? line.value : wanted,
      ])
    }
    expect(compared).toBeGreaterThan(20)
  })

  it('what takes time from each component is what one of them takes', async () => {
    let compared = 0
    for (const { seed, text } of await drawn()) {
      if (seed % 3 !== 0) continue
      const { model, facts } = systemOf(timed(text))
      for (const flow of model.flows) {
        const ids = model.components
          .filter(({ id, role }) => role !== 'container' && facts.flowsOf(id).includes(flow))
          .map(({ id }) => id)
        for (const [id, { ms, atLeast }] of facts.timesOn(flow, ids)) {
          const { budgetMs, atLeast: isOpen } = facts.latencyFrom(flow, id)
          expect([seed, flow.name, id, ms, atLeast]).toEqual([
            seed,
            flow.name,
            id,
            budgetMs,
            isOpen,
          ])
          compared++
        }
      }
    }
    expect(compared).toBeGreaterThan(200)
  })
})

function timedAll(text: string): string {
  const kinds =
    'service function gateway database cache search blob warehouse cdn lb dns worker external'
  const every = kinds.split(' ').map((kind) => `every ${kind} { latency: 7ms }`)
  return `${every.join('\n')}\n${text}`
}

function timed(text: string): string {
  const kinds = ['service', 'database', 'lb', 'worker']
  return `${kinds.map((kind) => `every ${kind} { latency: 7ms }`).join('\n')}\n${text}`
}

function isWord({ attributes }: Component): boolean {
  const consistency = attributes.get('consistency')?.value
  return consistency?.kind === 'word' && consistency.word === 'strong'
}

describe('whatever the numbers', () => {
  /** Lines by what they are about; of parallel edges, which are about the same, by their amounts. */
  const byKey = ({
    lines,
  }: ReadSheet): ReadonlyMap<string, readonly ReadSheet['lines'][number][]> => {
    const key = (one: ReadSheet['lines'][number]) =>
      [one.component, one.flow, one.to, one.label, one.metric].join(' ')
    const found = new Map<string, ReadSheet['lines'][number][]>()
    for (const one of lines) found.set(key(one), [...(found.get(key(one)) ?? []), one])
    for (const same of found.values()) same.sort((a, b) => a.value - b.value)
    return found
  }

  it('the order of statements is irrelevant', async () => {
    for (const { seed, text, sheet: one } of await drawn()) {
      if (seed % 5 !== 0) continue
      // Statements of several lines are kept whole.
      const statements = text.split(/\n(?=\S)(?!\})/)
      const turned = [...statements].reverse().join('\n')
      const other = await sheetOf(turned)
      const found = byKey(other)
      expect([seed, other.lines.length]).toEqual([seed, one.lines.length])
      for (const [key, lines] of byKey(one)) {
        lines.forEach((line, index) => {
          const same = found.get(key)?.[index]
          const isSame = isNear(same?.value, line.value) && same?.bound === line.bound
          expect([seed, line, isSame]).toEqual([seed, line, true])
        })
      }
    }
  })

  it('twice the load is twice the rates, and no less of anything that is needed', async () => {
    for (const { seed, text, sheet: one } of await drawn()) {
      if (seed % 5 !== 1) continue
      const two = await sheetOf(text, { load: '2x' })
      const doubled = byKey(two)
      for (const [key, lines] of byKey(one)) {
        lines.forEach((line, index) => {
          const after = doubled.get(key)?.[index]?.value
          expect([seed, line, after, isDoubled(line, after)]).toEqual([seed, line, after, true])
        })
      }
    }
  })
})

/** Copies that would no longer be enough give way to shards. */
function isDoubled(
  { unit, metric, value: before }: ReadSheet['lines'][number],
  after?: number,
): boolean {
  if (after === undefined) return metric === 'copies-needed'
  if (unit === 'per-second' || metric.startsWith('storage-per')) return isNear(after, 2 * before)
  return after >= before || unit === 'ms'
}
