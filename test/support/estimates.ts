// Sheets of estimates by name: `value(sheet, 'api', 'requests-peak')`. And the arithmetic of a line worked out again
// from its own text, so that what a reader would compute is what the sheet says.

import { type EstimateOptions, estimate, load, memoryHost, type System } from '#src/index.ts'

export interface SheetLine {
  readonly component: string
  readonly flow?: string
  readonly to?: string
  readonly label?: string
  readonly metric: string
  readonly value: number
  readonly unit: string
  readonly bound: string
  readonly arithmetic: string
}

export interface ReadSheet {
  readonly schemaVersion: number
  readonly state?: string
  readonly lines: readonly SheetLine[]
  readonly missing: readonly string[]
  readonly assumptions: readonly string[]
}

export function systemOf(text: string): System {
  const system = load(memoryHost({ 'main.arch': text }), 'main.arch')
  if (system.kind === 'unreadable') throw new Error(system.reason)
  return system
}

export async function estimated(text: string, options: EstimateOptions = {}): Promise<string> {
  const result = await estimate(systemOf(text), options)
  return result.kind === 'refused' ? `refused: ${result.message}` : result.text
}

export async function sheetOf(text: string, options: EstimateOptions = {}): Promise<ReadSheet> {
  return JSON.parse(await estimated(text, { ...options, format: 'json' }))
}

/** Of a component, `*` or, as `a -> b`, an edge; undefined where there is no such line. */
export function lineOf({ lines }: ReadSheet, name: string, metric: string): SheetLine | undefined {
  const [from, to] = name.split(' -> ')
  return lines.find(
    (one) =>
      one.component === from && one.to === to && one.metric === metric && one.flow === undefined,
  )
}

export function value(sheet: ReadSheet, name: string, metric: string): number | undefined {
  return lineOf(sheet, name, metric)?.value
}

/** The bound before the value, both to four digits: `at-most 12.5`. */
export function told(sheet: ReadSheet, name: string, metric: string): string | undefined {
  const line = lineOf(sheet, name, metric)
  if (!line) return undefined
  const amount = String(Number(line.value.toPrecision(4)))
  return line.bound === 'exact' ? amount : `${line.bound} ${amount}`
}

const magnitudes: Readonly<Record<string, number>> = { k: 1e3, M: 1e6, G: 1e9, T: 1e12 }

/** Longer times are counted in days, as `a day` is what they are multiplied with. */
const factors: Readonly<Record<string, number>> = {
  ...{ ns: 1e-9, us: 1e-6, ms: 1e-3, s: 1, min: 1 / 1440, h: 1 / 24, d: 1, y: 365 },
  ...{ B: 1, KB: 1e3, MB: 1e6, GB: 1e9, TB: 1e12, PB: 1e15, '%': 0.01 },
  ...{ '/s': 1, '/min': 1 / 60, '/h': 1 / 3600, '/day': 1 / 86_400, '/month': 1 / 2_592_000 },
}

const number =
  /(?<![\p{L}\p{M}\p{N}_.-])(\d{1,3}(?: \d{3})+|\d+(?:\.\d+)?(?:e-?\d+)?)([kMGT])?(?: ?(KB|MB|GB|TB|PB|B|%|ns|us|ms|min|s|h|d|y)(?![\w-])|(\/(?:s|min|h|day|month))(?!\w))?/gu

/** What the text comes to, by its own numbers; undefined where it says something in words. */
export function workedOut({ arithmetic, unit, metric }: SheetLine): number | undefined {
  if (arithmetic.startsWith('by trial')) return undefined
  const plain = arithmetic
    .replace(/"[^"]*"/g, '')
    .replace(/\(load\)|from \d+ others|, rounded up/g, '')
  const formula: string[] = []
  let place = 0
  for (const { 0: text, 1: digits = '', 2: k = '', 3: unitOf, 4: rate, index } of plain.matchAll(
    number,
  )) {
    formula.push(...operators(plain.slice(place, index)))
    const factor = factors[unitOf ?? rate ?? ''] ?? 1
    formula.push(String(Number(digits.replaceAll(' ', '')) * (magnitudes[k] ?? 1) * factor))
    place = index + text.length
  }
  formula.push(...operators(plain.slice(place)))
  if (!/\d/.test(formula.join(''))) return undefined
  let result: number
  try {
    result = new Function(`return ${formula.join(' ')}`)()
  } catch {
    throw new Error(`${arithmetic} is no formula: ${formula.join(' ')}`)
  }
  if (metric === 'copies-needed' || metric === 'shards-needed') return result
  return unit === 'ms' ? result * 86_400_000 : result
}

function operators(text: string): readonly string[] {
  const signs: Readonly<Record<string, string>> = { '×': '*', '÷': '/', '−': '-', '+': '+' }
  return [...text].flatMap((one) => signs[one] ?? ('()'.includes(one) ? one : []))
}
