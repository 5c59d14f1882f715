// What is said about an `ignore` itself: that it names no rule, is over, or silences nothing.

import { type Diagnostic, type Fix, problem } from '#grammar/diagnostic.ts'
import { itemsAround } from '#grammar/enclosing.ts'
import { nearest } from '#grammar/nearest.ts'
import { removing } from '#grammar/removal.ts'
import type { Ignore } from '#src/model/model.ts'

/** Findings about an ignore, which no config sets: what is wrong with it stands in the text. */
export const aboutIgnores: readonly string[] = ['ignore-expired', 'ignore-without-effect']

const removal = ({ rule, at }: Ignore): Fix | undefined =>
  removing(at, `remove the ignore of ${rule}`)

export function unknownRule(ignore: Ignore, known: readonly string[]): Diagnostic {
  const near = nearest(ignore.rule, known)
  return problem('model', 'unknown-rule', ignore.at, `there is no rule "${ignore.rule}"`, {
    subjects: [ignore.rule],
    help: near
      ? `did you mean ${near}? ignore ${near} ${JSON.stringify(ignore.reason)}`
      : '`loadpath rules` lists them all',
    fix: near === undefined ? undefined : renamed(ignore, near),
  })
}

export function ignoreRefused(ignore: Ignore): Diagnostic {
  const message = `${ignore.rule} cannot be ignored in the text`
  return problem('model', 'ignore-without-effect', ignore.at, message, {
    severity: 'warning',
    subjects: [ignore.rule],
    help: 'remove it, or switch the rule off in the configuration',
    fix: removal(ignore),
  })
}

export function ignoreExpired(ignore: Ignore): Diagnostic {
  const message = `this ignore of ${ignore.rule} ended on ${ignore.until}`
  return problem('model', 'ignore-expired', ignore.at, message, {
    severity: 'warning',
    subjects: [ignore.rule],
    notes: [`it was ignored because: ${ignore.reason}`],
    help: 'mend what it reports, or write a later date and why it can wait',
    fix: removal(ignore),
  })
}

/** `teller` is the more specific rule that tells the ignored finding, where there is one. */
export function ignoreWithoutEffect(ignore: Ignore, teller: string | undefined): Diagnostic {
  const message = `this ignore of ${ignore.rule} silences nothing`
  return problem('model', 'ignore-without-effect', ignore.at, message, {
    severity: 'warning',
    subjects: [ignore.rule],
    notes: teller ? [`what it would silence is told by the more specific rule ${teller}`] : [],
    help: teller
      ? `ignore that one: ignore ${teller} ${JSON.stringify(ignore.reason)}`
      : 'remove it',
    fix: teller === undefined ? removal(ignore) : undefined,
  })
}

function renamed({ at }: Ignore, rule: string): Fix | undefined {
  const item = itemsAround(at).at(-1)
  if (item?.kind !== 'ignore' || !item.rule) return undefined
  return { title: `write ${rule}`, safe: false, edits: [{ at: item.rule.span, text: rule }] }
}
