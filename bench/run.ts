// Measures what the project promises about speed and prints each number beside its budget: reading to a
// model, checking one large file and many small ones, single points, failures, starting, drawing. `npm run bench` runs
// all of it, `npm run bench -- --quick` fewer and smaller runs. Whole processes are the built program, run by
// the project's own Node. Ends with status 1 where a budget is missed by more than the spread of a busy
// machine (a quarter).

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { cpus, tmpdir, totalmem } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { sourceText } from '#grammar/source.ts'
import { analyze } from '#src/analysis/analyze.ts'
import { format } from '#src/format/format.ts'
import { failures, simulating } from './failures.ts'
import { groupsOf, ladderOf, systemOf, textOf, thirtyLinesOf } from './generate.ts'
import {
  interleaved,
  type Measured,
  median,
  nodeProcess,
  peakBytes,
  printedNumber,
  warm,
} from './measure.ts'
import { modelOf } from './model.ts'

const isQuick = process.argv.includes('--quick')
const folder = mkdtempSync(join(tmpdir(), 'loadpath-bench-'))
const program = fileURLToPath(new URL('../dist/bin.mjs', import.meta.url))
const coldRun = fileURLToPath(new URL('./cold.ts', import.meta.url))
const small = fileURLToPath(new URL('../examples/photo-sharing/main.arch', import.meta.url))
const runs = isQuick ? 3 : 7

function main(): void {
  const cpu = cpus()[0]?.model ?? 'unknown processor'
  const memory = Math.round(totalmem() / 2 ** 30)
  console.log(`${cpu}, ${cpus().length} cores, ${memory} GiB, Node ${process.versions.node}`)
  console.log(`medians; ${isQuick ? 'a quick look' : 'the full run'}\n`)
  const simulated = () => simulating(program, file, isQuick ? 'quick' : 'full')
  const fast = [reading, formatting, checking, checkingMany, singlePoints, failures, simulated]
  const parts = [...fast, starting, drawing]
  const measured = parts.flatMap((part) => {
    const lines = part()
    for (const line of lines) console.log(lineOf(line))
    return lines
  })
  rmSync(folder, { recursive: true })
  const missed = measured.filter((one) => ratio(one) > 1.25)
  console.log(`\n${measured.length} measured, ${missed.length} past their budget by over a quarter`)
  if (missed.length > 0) process.exitCode = 1
}

function file(name: string, text: string): string {
  const path = join(folder, name)
  writeFileSync(path, text)
  return path
}

/** Text to a linked model: the first run of a process, and a warmed one. */
function reading(): readonly Measured[] {
  const { text } = textOf(2_000_000)
  const path = file('reading.arch', text)
  const megabytes = text.length / 1e6
  const coldMs = median([...Array(runs).keys()].map(() => printedNumber([coldRun, path])))
  const warmMs = warm(runs, () => modelOf(text))
  const size = `${megabytes.toFixed(1)} MB`
  return [
    {
      what: `${size} to a model, cold`,
      value: (megabytes * 1000) / coldMs,
      unit: 'MB/s',
      budget: 3,
    },
    {
      what: `${size} to a model, warm`,
      value: (megabytes * 1000) / warmMs,
      unit: 'MB/s',
      budget: 5,
    },
  ]
}

/** Text to its canonical text, in a warmed process. */
function formatting(): readonly Measured[] {
  const { text } = textOf(2_000_000)
  const ms = warm(runs, () => format(sourceText('bench.arch', text)))
  const what = `${(text.length / 1e6).toFixed(1)} MB formatted`
  return [{ what, value: text.length / 1000 / ms, unit: 'MB/s', budget: 3 }]
}

/** `check` as a whole process, with its peak memory. */
function checking(): readonly Measured[] {
  const sizes = [
    { components: 10_000, budget: 0.8 },
    ...(isQuick ? [] : [{ components: 100_000, budget: 8 }]),
  ]
  return sizes.flatMap(({ components, budget }) => {
    const path = file(`${components}.arch`, systemOf(components).text)
    const args = [program, 'check', '--fail-on', 'never', path]
    const ms = median([...Array(Math.min(runs, 5)).keys()].map(() => succeeded(args)))
    const what = `check ${components} components`
    return [
      { what, value: ms / 1000, unit: 's' as const, budget },
      { what: `${what}, peak memory`, value: peakBytes(args) / 1e6, unit: 'MB' as const },
    ]
  })
}

/** `check` of a folder with many small files as a whole process, with its peak memory. */
function checkingMany(): readonly Measured[] {
  const sizes = [{ files: 2000, budget: 1 }, ...(isQuick ? [] : [{ files: 10_000 }])]
  return sizes.flatMap(({ files, budget }): readonly Measured[] => {
    const many = join(folder, `many-${files}`)
    for (let id = 0; id < files; id++) {
      const inside = join(many, `d${Math.floor(id / 20)}`)
      mkdirSync(inside, { recursive: true })
      writeFileSync(join(inside, `s${id % 20}.arch`), thirtyLinesOf(id))
    }
    const args = [program, 'check', '--fail-on', 'never', many]
    const ms = median([...Array(Math.min(runs, 5)).keys()].map(() => succeeded(args)))
    const what = `check ${files} files of 30 lines`
    return [
      { what, value: ms / 1000, unit: 's', ...(budget === undefined ? {} : { budget }) },
      { what: `${what}, peak memory`, value: peakBytes(args) / 1e6, unit: 'MB' },
    ]
  })
}

/** Single points after linking: realistic systems, chains with ladders of alternatives, one great web. */
function singlePoints(): readonly Measured[] {
  const components = isQuick ? 10_000 : 100_000
  const inputs = {
    realistic: systemOf(components).text,
    'chains and ladders': ladderOf(components).text,
    'all in one web': systemOf(components, 'anywhere').text,
  }
  return Object.entries(inputs).flatMap(([name, text]) => {
    const model = modelOf(text)
    const first = timeOf(() => analyze(model).singlePoints())
    const again = warm(runs, () => analyze(model).singlePoints())
    const what = `single points of ${components} components, ${name}`
    return [
      { what, value: first / 1000, unit: 's' as const, budget: 0.3 },
      { what: `${what}, warm`, value: again / 1000, unit: 's' as const },
    ]
  })
}

/** What starting costs over a Node that does nothing. */
function starting(): readonly Measured[] {
  const commands = {
    bare: ['-e', '0'],
    version: [program, '--version'],
    check: [program, 'check', small],
  }
  interleaved(commands, 2)
  const times = interleaved(commands, isQuick ? 11 : 41)
  const over = (name: keyof typeof commands): number => times[name]! - times.bare!
  return [
    { what: 'bare node -e 0', value: times.bare!, unit: 'ms' },
    { what: '--version, over bare node', value: over('version'), unit: 'ms', budget: 8 },
    {
      what: 'check of one small file, over bare node',
      value: over('check'),
      unit: 'ms',
      budget: 45,
    },
  ]
}

/** `render` as a whole process. */
function drawing(): readonly Measured[] {
  const pictures = [
    { what: 'render a small system', path: small, budget: 0.5 },
    { what: 'render 500 grouped', path: file('500.arch', groupsOf(500).text), budget: 2.5 },
    { what: 'render 1000 grouped', path: file('1000.arch', groupsOf(1000).text), budget: 5 },
  ]
  return pictures.map(({ what, path, budget }) => {
    const args = [program, 'render', path, '-o', join(folder, 'out.svg')]
    const ms = median([...Array(isQuick ? 1 : 3).keys()].map(() => succeeded(args)))
    return { what, value: ms / 1000, unit: 's', budget }
  })
}

/** Time of a process that must end well. */
function succeeded(args: readonly string[]): number {
  const { ms, status } = nodeProcess(args)
  if (status !== 0) throw new Error(`${args.slice(1).join(' ')} ended with status ${status}`)
  return ms
}

function timeOf(work: () => unknown): number {
  const start = performance.now()
  work()
  return performance.now() - start
}

/** How much of its budget a number takes; 0 where it has none. */
function ratio({ value, unit, budget }: Measured): number {
  if (budget === undefined) return 0
  return unit === 'MB/s' ? budget / value : value / budget
}

function lineOf(one: Measured): string {
  const number = one.value >= 100 ? String(Math.round(one.value)) : one.value.toPrecision(3)
  const value = `${number} ${one.unit}`
  const budget =
    one.budget === undefined
      ? ''
      : `${one.unit === 'MB/s' ? 'at least' : 'at most'} ${one.budget} ${one.unit}, ${ratio(one).toFixed(2)} of it`
  return `${one.what.padEnd(60)} ${value.padStart(12)}   ${budget}`.trimEnd()
}

main()
