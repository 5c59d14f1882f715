// Whether fixes did what they promise, by looking again: every finding that they remove is gone, and there
// is no new one. Where mistakes of a root became fewer, more of it is understood than before: what rules find
// only now was there all along, and so were mistakes, where they lie in a file that was not read before,
// or in no statement that was touched. Of these last a fix has to make fewer by itself: that is not asked of
// several at once, so that none is made beside others that would be refused alone. An objection knows
// which fixes it may be about, by the finding that stays, or by the names that the new one speaks of.

import type { Diagnostic, Json } from '#grammar/diagnostic.ts'
import type { Candidate } from './candidates.ts'
import { eachOf, identityOf, isMistake, isOpen, type Looked } from './looked.ts'
import { isInTouchedStatement } from './revealed.ts'

const unread = (message: string): string => `the text would not read well: ${message}`
const stays = 'its finding would stay'
const brings = ({ rule, message }: Diagnostic): string => `it would bring about ${rule}: ${message}`
const losesRoot = 'a file could no longer be read'

export interface Objection {
  readonly reason: string
  blames(fix: Candidate): boolean
}

/** None where they did. */
export function objectionsTo(
  fixes: readonly Candidate[],
  before: readonly Looked[],
  after: readonly Looked[],
): readonly Objection[] {
  const now = new Map(after.map((looked) => [looked.root, looked]))
  const removed = Map.groupBy(
    fixes.flatMap(({ removes }) => removes),
    ({ root }) => root,
  )
  return before.flatMap((old) => {
    const looked = now.get(old.root)
    if (!looked) return [{ reason: losesRoot, blames: () => true }]
    const gone = (removed.get(old.root) ?? []).map(({ identity }) => identity)
    return objectionsIn(old, looked, gone, fixes.length)
  })
}

function objectionsIn(
  before: Looked,
  after: Looked,
  gone: readonly string[],
  fixes: number,
): readonly Objection[] {
  const open = eachOf(after.findings).filter(isOpen)
  const known = counted(eachOf(before.findings).filter(isOpen).map(identityOf))
  const found = counted(open.map(identityOf))
  const more = open.filter((one) => {
    const identity = identityOf(one)
    return found.get(identity)! > (known.get(identity) ?? 0)
  })
  const { root } = before
  const kept = [...counted(gone)].flatMap(([identity, count]): readonly Objection[] => {
    if ((found.get(identity) ?? 0) <= (known.get(identity) ?? 0) - count) return []
    const isIt = (one: Candidate['removes'][number]) =>
      one.root === root && one.identity === identity
    return [{ reason: stays, blames: ({ removes }) => removes.some(isIt) }]
  })
  const files = new Set([...before.files.values()].map(({ path }) => path))
  const isKnown = ({ at }: Diagnostic): boolean => files.has(at.source.path)
  const broken = more.filter((one) => isSyntaxError(one) && isKnown(one))
  if (broken.length > 0) {
    return [
      ...kept,
      ...broken.map(({ message }) => ({ reason: unread(message), blames: () => true })),
    ]
  }
  const fewer =
    after.findings.filter((one) => isMistake(one) && isKnown(one)).length < mistakesIn(before)
  if (!fewer) return [...kept, ...more.map(bringing)]
  const mistakes = more.filter((one) => isMistake(one) && isKnown(one))
  return [
    ...kept,
    ...mistakes.flatMap((one) => {
      if (isInTouchedStatement(one, before, after)) return [bringing(one)]
      return fixes === 1 ? [] : [{ reason: brings(one), blames: () => false }]
    }),
  ]
}

function bringing(finding: Diagnostic): Objection {
  const names = new Set([...finding.subjects, ...textsIn(finding.witness ?? {})])
  return {
    reason: brings(finding),
    blames: ({ names: own }) => own.some((name) => names.has(name)),
  }
}

function textsIn(value: Json): readonly string[] {
  if (typeof value === 'string') return [value]
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : []
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
