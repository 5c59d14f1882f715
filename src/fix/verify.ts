// Whether fixes did what they promise, by looking again: every finding that they remove is gone, and there
// is no new one. Where mistakes of a root became fewer, more of it is understood than before, and what is
// found only now was there all along.

import type { Diagnostic } from '#grammar/diagnostic.ts'
import type { Candidate } from './candidates.ts'
import { identityOf, isMistake, isOpen, type Looked } from './looked.ts'

const syntax = (message: string): string => `the text would not read well: ${message}`
const stays = 'its finding would stay'
const brings = (finding: Diagnostic): string =>
  `it would bring about ${finding.rule}: ${finding.message}`
const losesRoot = 'a file could no longer be read'

/** Undefined where they did; else why not. */
export function objectionTo(
  fixes: readonly Candidate[],
  before: readonly Looked[],
  after: readonly Looked[],
): string | undefined {
  const now = new Map(after.map((looked) => [looked.root, looked]))
  const removed = Map.groupBy(
    fixes.flatMap(({ removes }) => removes),
    ({ root }) => root,
  )
  for (const old of before) {
    const looked = now.get(old.root)
    if (!looked) return losesRoot
    const gone = (removed.get(old.root) ?? []).map(({ identity }) => identity)
    const objection = objectionIn(old, looked, gone)
    if (objection !== undefined) return objection
  }
  return undefined
}

function objectionIn(before: Looked, after: Looked, gone: readonly string[]): string | undefined {
  const known = counted(before.findings.filter(isOpen).map(identityOf))
  const open = after.findings.filter(isOpen)
  const found = counted(open.map(identityOf))
  const broken = open.find((one) => isSyntaxError(one) && !known.has(identityOf(one)))
  if (broken) return syntax(broken.message)

  for (const [identity, count] of counted(gone)) {
    if ((found.get(identity) ?? 0) > (known.get(identity) ?? 0) - count) return stays
  }
  if (mistakesIn(after) < mistakesIn(before)) return undefined
  const added = open.find((one) => {
    const identity = identityOf(one)
    return found.get(identity)! > (known.get(identity) ?? 0)
  })
  return added && brings(added)
}

function isSyntaxError({ category, severity }: Diagnostic): boolean {
  return category === 'syntax' && severity === 'error'
}

function mistakesIn({ findings }: Looked): number {
  return findings.filter(isMistake).length
}

function counted(names: readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>()
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1)
  return counts
}
