// Runs a module for a Host of Node, and turns what Node says about one that does not run into data: which
// file, which line, what is wrong. It never throws, never waits for ever, and keeps to itself what Node warns
// of on the way. A module that loops without end is a program like any other: nothing can end it from here.

import { statSync } from 'node:fs'
import { registerHooks } from 'node:module'
import { dirname, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Imported, ImportFailure } from '#src/index.ts'
import { failureOf, nearFile, pathOf } from './import-failure.ts'

/** How long a module may take; the time of a slow disk, many times over. */
const patienceMs = 10_000

export async function importModule(
  wanted: string,
  from: string,
  limitMs: number = patienceMs,
): Promise<Imported> {
  const isFile = /^(?:\.{1,2}(?:\/|$)|\/|[A-Za-z]:)/.test(wanted)
  if (!isFile) return quietly(() => importPackage(wanted, from, limitMs))
  const path = resolve(dirname(from), wanted)
  if (!statSync(path, { throwIfNoEntry: false })?.isFile()) {
    const near = nearFile(path, wanted)
    return failed({ kind: 'not-found', wanted, ...(near === undefined ? {} : { near }) })
  }
  const url = pathToFileURL(path).href
  if (url.endsWith('.json')) return { kind: 'data', path: pathOf(url) }
  return quietly(() => ended(url, url, limitMs))
}

/** A package is looked for from the file that names it, which only a hook can ask Node for. */
async function importPackage(wanted: string, from: string, limitMs: number): Promise<Imported> {
  const asked = `loadpath-import:${encodeURIComponent(wanted)}`
  let found = ''
  const hooks = registerHooks({
    resolve(specifier, context, next) {
      if (specifier !== asked) return next(specifier, context)
      const resolved = next(wanted, { ...context, parentURL: pathToFileURL(from).href })
      found = resolved.url
      // JSON is not for running; the caller reads it.
      if (found.endsWith('.json')) throw new TypeError(asked)
      return resolved
    },
  })
  try {
    const imported = await ended(asked, from, limitMs)
    if (found.endsWith('.json')) return { kind: 'data', path: pathOf(found) }
    return imported.kind === 'module' ? { ...imported, path: pathOf(found) } : imported
  } finally {
    hooks.deregister()
  }
}

function failed(failure: ImportFailure): Imported {
  return { kind: 'failed', failure }
}

/** The module, or that it is still loading when the time is over or when nothing is left that could end it. */
async function ended(url: string, asked: string, limitMs: number): Promise<Imported> {
  const seconds = limitMs / 1000
  let stop = () => {}
  const stopped = new Promise<Imported>((settle) => {
    const late = () => settle(failed({ kind: 'never-ended', seconds }))
    const idle = () => settle(failed({ kind: 'never-ended' }))
    const broken = (error: unknown) => settle(failed(failureOf(error, asked)))
    const timer = setTimeout(late, limitMs).unref()
    process.once('beforeExit', idle)
    process.on('uncaughtException', broken)
    stop = () => {
      clearTimeout(timer)
      process.off('beforeExit', idle)
      process.off('uncaughtException', broken)
    }
  })
  const loaded = import(url).then(
    (exports: Readonly<Record<string, unknown>>): Imported => ({
      ...{ kind: 'module', path: pathOf(url), exports },
    }),
    (error: unknown) => failed(failureOf(error, asked)),
  )
  try {
    return await Promise.race([loaded, stopped])
  } finally {
    stop()
  }
}

/** Without Node's remarks on the form of the file: what matters of them is said in our words. */
async function quietly(work: () => Promise<Imported>): Promise<Imported> {
  const { emit } = process
  const hushed = (name: string, ...rest: readonly unknown[]): boolean =>
    name === 'warning' && isAboutForm(rest[0])
      ? true
      : Reflect.apply(emit, process, [name, ...rest])
  process.emit = hushed as typeof process.emit
  try {
    const imported = await work()
    await new Promise((settle) => setImmediate(settle))
    return imported
  } finally {
    process.emit = emit
  }
}

function isAboutForm(warning: unknown): boolean {
  if (!(warning instanceof Error)) return false
  const code = 'code' in warning ? warning.code : undefined
  return (
    code === 'MODULE_TYPELESS_PACKAGE_JSON' ||
    warning.name === 'ExperimentalWarning' ||
    /ES module/.test(warning.message)
  )
}
