// What is said about an `ignore` itself: that it names no rule, is over, or silences nothing.

import { type Diagnostic, problem } from '#grammar/diagnostic.ts'
import { nearest } from '#grammar/nearest.ts'
import type { Ignore } from '#src/model/model.ts'

export function unknownRule(ignore: Ignore, known: readonly string[]): Diagnostic {
  const near = nearest(ignore.rule, known)
  return problem('model', 'unknown-rule', ignore.at, `there is no rule "${ignore.rule}"`, {
    subjects: [ignore.rule],
    help: near
      ? `did you mean ${near}? ignore ${near} ${JSON.stringify(ignore.reason)}`
      : '`loadpath rules` lists them all',
  })
}

export function ignoreRefused(ignore: Ignore): Diagnostic {
  const message = `${ignore.rule} cannot be ignored in the text`
  return problem('model', 'ignore-without-effect', ignore.at, message, {
    severity: 'warning',
    subjects: [ignore.rule],
    help: 'remove it, or switch the rule off in the configuration',
  })
}

export function ignoreExpired(ignore: Ignore): Diagnostic {
  const message = `this ignore of ${ignore.rule} ended on ${ignore.until}`
  return problem('model', 'ignore-expired', ignore.at, message, {
    severity: 'warning',
    subjects: [ignore.rule],
    notes: [`it was ignored because: ${ignore.reason}`],
    help: 'mend what it reports, or write a later date and why it can wait',
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
  })
}
