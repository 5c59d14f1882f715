// Roots that share files, fixed together. Pass after pass, all fixes that fit beside each other are made and
// the files are looked at again. Where that is no better, those that alone can be to blame are refused by
// name; where it is not clear who is, half as many are tried, down to one. Each pass makes the mistakes
// fewer, or else the findings, so it ends; and it ends where nothing that is left can be fixed, so that
// fixing again changes nothing.

import { type Allowed, type Candidate, candidatesIn } from './candidates.ts'
import { applied, compatible } from './edits.ts'
import type { Look, Looked, Texts } from './looked.ts'
import { layOut } from './touched.ts'
import { type Objection, objectionsTo } from './verify.ts'

export interface Fixing {
  /** The files that changed. */
  readonly changed: ReadonlyMap<string, Change>
  readonly made: readonly Candidate[]
  readonly refused: readonly Refused[]
  /** What is found in the end. */
  readonly looked: readonly Looked[]
}

export interface Change {
  readonly before: string
  readonly after: string
}

export interface Refused {
  readonly fix: Candidate
  readonly reason: string
}

/** So many looks at most: far more than an author's files ask for. */
const mostLooks = 500

const tooMany = 'too much was tried already; fix the rest in a second run'

export function fixTogether(look: Look, allowed: Allowed): Fixing {
  const looked = look(new Map(), [], new Set())
  const texts = textsOf(looked)
  const session: Session = { look, looks: 0, start: texts, texts, looked }
  const made: Candidate[] = []
  let refused = new Map<string, Refused>()
  let madeSince = 0
  for (;;) {
    const waiting = candidatesIn(session.looked, allowed)
    const open = waiting.filter((fix) => !refused.has(keyOf(fix)))
    if (open.length === 0) {
      if (madeSince === 0 || refused.size === 0) break
      // What was refused may be right now that other things have changed.
      refused = new Map()
      madeSince = 0
      continue
    }
    const pass = tryOut(session, compatible(firstOf(open)))
    made.push(...pass.made)
    madeSince += pass.made.length
    for (const one of pass.refused) refused.set(keyOf(one.fix), one)
  }
  return {
    changed: changes(session.start, session.texts),
    made,
    refused: [...refused.values()],
    looked: session.looked,
  }
}

/** Mistakes by themselves: what they hide would pass for what another fix brings about. */
function firstOf(open: readonly Candidate[]): readonly Candidate[] {
  const mending = open.filter(({ mends }) => mends === 'mistake')
  return mending.length > 0 ? mending : open
}

interface Session {
  readonly look: Look
  looks: number
  /** As they were read. */
  start: Texts
  texts: Texts
  looked: readonly Looked[]
}

interface Pass {
  readonly made: readonly Candidate[]
  readonly refused: readonly Refused[]
}

/** Makes as many of the first as can be made at once; where the very first cannot, it is refused. */
function tryOut(session: Session, fixes: readonly Candidate[]): Pass {
  for (let count = fixes.length; ; count = Math.ceil(count / 2)) {
    const some = fixes.slice(0, count)
    if (session.looks >= mostLooks) {
      return { made: [], refused: fixes.map((fix) => ({ fix, reason: tooMany })) }
    }
    session.looks++
    const changed = changedBy(some, session.texts)
    const texts = new Map([...session.texts, ...changed])
    const looked = session.look(texts, session.looked, new Set(changed.keys()))
    const objections = objectionsTo(some, session.looked, looked)
    const [first] = objections
    if (!first) {
      // An import that was mended brings files that nobody had seen.
      const met = textsOf(looked)
      session.start = new Map([...met, ...session.start])
      session.texts = met
      session.looked = looked
      return { made: some, refused: [] }
    }
    const [fix] = some
    if (count === 1 && fix) return { made: [], refused: [{ fix, reason: first.reason }] }
    const refused = blamed(some, objections)
    if (refused.length > 0) return { made: [], refused }
  }
}

/** Those that are the only ones an objection may be about. */
function blamed(fixes: readonly Candidate[], objections: readonly Objection[]): readonly Refused[] {
  const reasons = new Map<Candidate, string>()
  for (const { reason, blames } of objections) {
    const [fix, another] = fixes.filter(blames)
    if (fix && !another && !reasons.has(fix)) reasons.set(fix, reason)
  }
  return [...reasons].map(([fix, reason]) => ({ fix, reason }))
}

function changedBy(fixes: readonly Candidate[], texts: Texts): Texts {
  const edited = [...applied(fixes, texts)].map(
    ([path, { text, places }]) => [path, layOut(text, places)] as const,
  )
  return new Map(edited)
}

function textsOf(looked: readonly Looked[]): Texts {
  const own = looked.flatMap(({ files }) => [...files].filter(([, one]) => !one.isLibrary))
  return new Map(own.map(([path, { text }]) => [path, text]))
}

function changes(before: Texts, after: Texts): ReadonlyMap<string, Change> {
  return new Map(
    [...before].flatMap(([path, text]) => {
      const now = after.get(path)
      return now === undefined || now === text
        ? []
        : [[path, { before: text, after: now }] as const]
    }),
  )
}

/** The same fix in the next pass, where nothing in front of it has changed. */
function keyOf({ rule, title, at, removes }: Candidate): string {
  return JSON.stringify([rule, title, at.source.path, at.start, removes])
}
