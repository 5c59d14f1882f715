// Times and peak memory: of a function in this process, and of a whole process. Every number is a median,
// so that one slow run of a busy machine says nothing; runs that are compared are interleaved.

import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'

const peakHook = fileURLToPath(new URL('./peak.ts', import.meta.url))

export interface Measured {
  readonly what: string
  readonly value: number
  readonly unit: 'ms' | 's' | 'MB/s' | 'MB'
  /** The most it may be (the least, for a rate); undefined where it is only watched. */
  readonly budget?: number
}

export interface Process {
  readonly ms: number
  readonly status: number | null
}

/** Runs Node with these arguments to its end; its output is read and thrown away. */
export function nodeProcess(args: readonly string[]): Process {
  const start = performance.now()
  const ran = spawnSync(process.execPath, args, {
    stdio: ['ignore', 'pipe', 'pipe'],
    maxBuffer: 1 << 30,
  })
  const ms = performance.now() - start
  if (ran.error) throw ran.error
  return { ms, status: ran.status }
}

/** Peak resident memory of a whole process in bytes, from a run of its own. */
export function peakBytes(args: readonly string[]): number {
  const ran = spawnSync(process.execPath, ['--import', peakHook, ...args], {
    stdio: ['ignore', 'ignore', 'inherit', 'pipe'],
    maxBuffer: 1 << 30,
  })
  return Number(String(ran.output[3])) * 1024
}

/** What a process prints, as a number. */
export function printedNumber(args: readonly string[]): number {
  const ran = spawnSync(process.execPath, args, { encoding: 'utf8' })
  if (ran.status !== 0) throw new Error(ran.stderr)
  return Number(ran.stdout)
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = sorted.length >> 1
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2
}

/** Median times of several processes, a run of each in turn. */
export function interleaved(
  commands: Readonly<Record<string, readonly string[]>>,
  runs: number,
): Readonly<Record<string, number>> {
  const times = new Map<string, number[]>(Object.keys(commands).map((name) => [name, []]))
  for (let run = 0; run < runs; run++) {
    for (const [name, args] of Object.entries(commands)) times.get(name)!.push(nodeProcess(args).ms)
  }
  return Object.fromEntries([...times].map(([name, values]) => [name, median(values)]))
}

/** Median time of a function in this process, after one run that does not count. */
export function warm(runs: number, work: () => unknown): number {
  work()
  return median(
    [...Array(runs).keys()].map(() => {
      const start = performance.now()
      work()
      return performance.now() - start
    }),
  )
}
