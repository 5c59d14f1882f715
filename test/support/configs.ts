// Configs in memory for tests: read without mistakes, or the mistakes in short lines.

import { expect } from 'vitest'
import { spanText } from '#grammar/source.ts'
import { loadConfig } from '#src/config.ts'
import { type MemoryFiles, memoryHost } from '#src/workspace/memory-host.ts'

export async function load(files: MemoryFiles, folder = '/') {
  return loadConfig(memoryHost(files), { folder })
}

/** The config of files without mistakes. */
export async function configOf(files: MemoryFiles, folder = '/') {
  const { value, diagnostics } = await load(files, folder)
  expect(diagnostics.map(({ message }) => message)).toEqual([])
  return value!
}

/** `code text: message; help` of every mistake. */
export async function mistakes(files: MemoryFiles | string): Promise<readonly string[]> {
  const given = typeof files === 'string' ? { 'loadpath.config.json': files } : files
  const { value, diagnostics } = await load(given)
  expect(value === undefined).toBe(diagnostics.length > 0)
  return diagnostics.map(
    ({ rule, at, message, help }) =>
      `${rule} ${spanText(at)}: ${message}${help === undefined ? '' : `; ${help}`}`,
  )
}

export const exporting = (value: unknown, text = '') => ({ exports: { default: value }, text })

export const json = (value: unknown): string => JSON.stringify(value)
