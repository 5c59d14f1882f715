// The worker thread that lays out one graph and ends. It is an entry of its own in the bundle, so that
// nothing else of the program is loaded here; the answer is plain JSON, or `failed`.

import { parentPort, workerData } from 'node:worker_threads'

const { default: Elk } = await import('elkjs/lib/elk.bundled.js')

try {
  parentPort?.postMessage(await new Elk.default().layout(workerData))
} catch {
  parentPort?.postMessage('failed')
}
