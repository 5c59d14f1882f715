// The program of the command line: arguments in, exit status out. It alone touches the process, and it
// alone catches what no stage may throw: an exception is our bug, reported as such with status 3.

import { fstatSync, writeSync } from 'node:fs'
import { type Ending, said } from './ending.ts'
import { nodeHost } from './node-host.ts'
import { run } from './program.ts'
import { guarded } from './strangers.ts'

export async function main(version: string): Promise<void> {
  const { argv, env } = process
  const strangers = guarded(nodeHost(process.cwd()))
  const ending = await attempted(() =>
    run(argv.slice(2), {
      host: strangers.host,
      version,
      env,
      output: isTerminal(1) ? 'terminal' : 'stream',
      progress: progress(Date.now()),
      readInput,
    }),
  )
  process.exitCode = ending.status
  if (ending.err) await write(2, ending.err)
  if (ending.out) await write(1, ending.out)
  strangers.leave()
}

/** Files and pipes are told apart first: the module that knows terminals loads half of Node's streams. */
function isTerminal(descriptor: 1 | 2): boolean {
  try {
    if (!fstatSync(descriptor).isCharacterDevice()) return false
  } catch {
    return false
  }
  return process.getBuiltinModule('node:tty').isatty(descriptor)
}

const patienceMs = 1000

/** One line that is written over, once the work has taken a second; nothing where nobody watches. */
function progress(startedAt: number): (share: number | undefined) => void {
  let isShown = false
  return (share) => {
    if (share === undefined) {
      if (isShown) write(2, '\r\u001b[K')
      isShown = false
      return
    }
    if (Date.now() - startedAt < patienceMs || !isTerminal(2)) return
    isShown = true
    write(2, `\rloadpath: ${Math.floor(share * 100)} %`)
  }
}

/** Straight to the descriptor: making the process' stream costs more than linting a small file. */
async function write(descriptor: 1 | 2, text: string): Promise<void> {
  const bytes = Buffer.from(text)
  let done = 0
  try {
    while (done < bytes.length) done += writeSync(descriptor, bytes, done)
  } catch (error) {
    if (isCode(error, 'EAGAIN')) await later(descriptor, bytes.subarray(done))
    else if (!isCode(error, 'EPIPE')) await unwritten(descriptor, error)
  }
}

/** A full disk behind `>`, say: the result did not arrive, so the run was not as asked. */
async function unwritten(descriptor: 1 | 2, error: unknown): Promise<void> {
  process.exitCode = 2
  const why = error instanceof Error ? error.message : String(error)
  if (descriptor === 1) await write(2, said(`standard output was not written: ${why}`))
}

/** A pipe that is full for the moment, and was made not to block, is left to the stream. */
function later(descriptor: 1 | 2, rest: Buffer): Promise<void> {
  const stream = descriptor === 1 ? process.stdout : process.stderr
  return new Promise((settle) => {
    stream.on('error', async (error) => {
      if (!isCode(error, 'EPIPE')) await unwritten(descriptor, error)
      settle()
    })
    stream.write(rest, () => settle())
  })
}

/** EPIPE: a reader that has seen enough (`| head`) closed the pipe, and what is left is not wanted. */
function isCode(error: unknown, code: 'EAGAIN' | 'EPIPE'): boolean {
  return error instanceof Error && 'code' in error && error.code === code
}

async function attempted(work: () => Promise<Ending>): Promise<Ending> {
  try {
    return await work()
  } catch (error) {
    return { status: 3, err: ourFault(error) }
  }
}

function ourFault(error: unknown): string {
  const what = error instanceof Error ? (error.stack ?? error.message) : String(error)
  return `loadpath: this is a fault of loadpath, not of what you wrote; please report it with the lines below\n${what}\n`
}

async function readInput(): Promise<Uint8Array> {
  const chunks: Uint8Array[] = []
  for await (const chunk of process.stdin) chunks.push(chunk)
  return Buffer.concat(chunks)
}
