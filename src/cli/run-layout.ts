// Node's way to run a layout: in a worker thread that is ended when its time is up, because the layout
// itself cannot be interrupted. The worker's file stands beside this one, as `.ts` in the sources and as
// `.mjs` in the bundle.

import { Worker } from 'node:worker_threads'
import type { ElkGraph } from '#src/layout/elk-types.ts'

type Answer = ElkGraph | 'timeout' | 'failed'

export function runLayout(graph: ElkGraph, budgetMs: number): Promise<Answer> {
  const worker = new Worker(workerFile(), { workerData: graph, execArgv: workerFlags() })
  return new Promise<Answer>((resolve) => {
    const finish = (answer: Answer) => {
      clearTimeout(timer)
      resolve(answer)
      void worker.terminate()
    }
    const timer = setTimeout(() => finish('timeout'), budgetMs)
    worker.once('message', finish)
    worker.once('error', () => finish('failed'))
    worker.once('exit', () => finish('failed'))
  })
}

/** Node's flags of this process, without the one that is about a program given as text: a file refuses it. */
function workerFlags(): string[] {
  const name = '--input-type'
  return process.execArgv.filter(
    (flag, index, all) => !flag.startsWith(name) && all[index - 1] !== name,
  )
}

function workerFile(): URL {
  const extension = import.meta.url.endsWith('.ts') ? 'ts' : 'mjs'
  return new URL(`./layout-worker.${extension}`, import.meta.url)
}
