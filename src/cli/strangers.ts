// The process while it holds modules that others wrote, configs and plugins: what they print goes to standard
// error, because standard output carries the result alone; one that ends the process, or that fails after it
// was loaded, does not pass for a clean run; what they leave running does not keep the process alive.

import { writeSync } from 'node:fs'
import type { Host } from '#src/index.ts'
import { said } from './ending.ts'

export interface Strangers {
  readonly host: Host
  /** Ends the process where a module may have left something running; to be called when all is written. */
  leave(): void
}

export function guarded(host: Host): Strangers {
  let state: 'none' | 'running' | 'leaving' = 'none'
  const onExit = () => {
    if (state !== 'running') return
    process.exitCode = 2
    writeSync(2, said('a module of the config ended the process before the run was over'))
  }
  const onFailure = (error: unknown) => {
    state = 'leaving'
    writeSync(2, said(`a module of the config failed after it was loaded: ${reasonOf(error)}`))
    process.exit(2)
  }
  const begin = () => {
    if (state !== 'none') return
    state = 'running'
    console.log = console.error
    console.info = console.error
    console.debug = console.error
    process.on('exit', onExit)
  }
  return {
    host: {
      ...host,
      importModule: async (wanted, from) => {
        begin()
        process.off('uncaughtException', onFailure)
        const imported = await host.importModule(wanted, from)
        process.on('uncaughtException', onFailure)
        return imported
      },
    },
    leave() {
      if (state === 'none') return
      state = 'leaving'
      process.exit()
    },
  }
}

function reasonOf(error: unknown): string {
  try {
    return error instanceof Error ? error.message : String(error)
  } catch {
    return 'it threw something that cannot be shown'
  }
}
