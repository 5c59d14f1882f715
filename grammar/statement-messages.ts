// The words for mistakes in statements that begin with a word of their own.

import type { Diagnostic } from './diagnostic.ts'
import { shortened, syntax } from './lexical-messages.ts'
import { type Span, spanText } from './source.ts'

export function missingBase(at: Span, name: string, found: string): Diagnostic {
  return syntax(
    'missing-base',
    at,
    `the kind \`${name}\` does not say what it builds on, ${found}`,
    `write \`kind ${name} : service\``,
  )
}

export function missingEvery(at: Span, found: string): Diagnostic {
  return syntax(
    'missing-kind',
    at,
    `\`every\` wants a kind or an arrow, but ${found}`,
    'write `every service { zones: all }` or `every -> { timeout: 1s }`',
  )
}

export function missingRequirement(at: Span, found: string): Diagnostic {
  return syntax(
    'missing-requirement',
    at,
    `\`require\` does not say what, ${found}`,
    'write `require availability >= 99.9%` or `require survive 1 zone`',
  )
}

export function missingSurviveCount(at: Span, found: string): Diagnostic {
  return syntax(
    'missing-count',
    at,
    `\`survive\` wants a number, but ${found}`,
    'write `require survive 1 zone`',
  )
}

export function missingSurviveKind(at: Span, count: string, found: string): Diagnostic {
  return syntax(
    'missing-name',
    at,
    `\`survive ${count}\` does not say of what, ${found}`,
    `write \`require survive ${count} zone\``,
  )
}

export function missingComparison(at: Span, metric: string): Diagnostic {
  const value = shortened(spanText(at))
  return syntax(
    'missing-comparison',
    at,
    `between \`${metric}\` and \`${value}\` a sign is missing`,
    `write \`require ${metric} >= ${value}\` or \`require ${metric} <= ${value}\``,
  )
}

export function missingBound(
  at: Span,
  metric: string,
  comparison: string,
  found: string,
): Diagnostic {
  return syntax(
    'missing-value',
    at,
    `\`${metric} ${comparison}\` wants a value, but ${found}`,
    `write one: \`require availability >= 99.9%\``,
  )
}

/** `after` is the word or arrow in front of the missing place, `example` a whole correct statement. */
export function missingSelector(
  at: Span,
  after: string,
  found: string,
  example: string,
): Diagnostic {
  return syntax(
    'missing-selector',
    at,
    `\`${after}\` wants a kind, a name, a flow in quotes, a \`@tag\` or \`*\`, but ${found}`,
    `write \`${example}\``,
  )
}

export function wrongRequireArrow(at: Span): Diagnostic {
  return syntax(
    'wrong-arrow',
    at,
    'a requirement goes from one place to another by `->`',
    'write `require latency <= 200ms for web -> api`',
  )
}

export function missingPolicyArrow(
  at: Span,
  policy: string,
  from: string,
  found: string,
): Diagnostic {
  return syntax(
    'missing-arrow',
    at,
    `after \`${policy} ${shortened(from)}\` an arrow is missing, ${found}`,
    `write \`${policy} ${shortened(from)} -> database "the reason"\``,
  )
}

export function missingReason(at: Span, statement: string, found: string): Diagnostic {
  return syntax(
    'missing-reason',
    at,
    `\`${shortened(statement)}\` gives no reason, ${found}`,
    `write why: \`${shortened(statement)} "the reason in words"\``,
  )
}

export function missingRule(at: Span, found: string): Diagnostic {
  return syntax(
    'missing-rule',
    at,
    `\`ignore\` wants the name of a rule, but ${found}`,
    'write `ignore single-point-of-failure "why"`',
  )
}
