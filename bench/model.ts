// From text to a linked model without a file system, as the benchmarks time it.

import { link } from '#src/model/link.ts'
import type { Model } from '#src/model/model.ts'
import { load } from '#src/workspace/load.ts'
import { memoryHost } from '#src/workspace/memory-host.ts'

/** The model of a text that has no mistakes; throws where it has one, since the input is then no input. */
export function modelOf(text: string): Model {
  const workspace = load(memoryHost({ 'main.arch': text }), 'main.arch')
  if (workspace.kind === 'unreadable') throw new Error(workspace.reason)
  const linked = link(workspace.value)
  const mistakes = [...workspace.diagnostics, ...linked.diagnostics]
  const mistake = mistakes.find((one) => one.severity === 'error')
  if (mistake) throw new Error(`${mistake.rule}: ${mistake.message}`)
  return linked.value
}
