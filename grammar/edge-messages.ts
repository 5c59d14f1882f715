// The words for mistakes in edges: sources, arrows, targets.

import { type Diagnostic, problem } from './diagnostic.ts'
import { shortened, syntax } from './lexical-messages.ts'
import { type Span, spanText } from './source.ts'

export function missingSource(at: Span, arrow: string): Diagnostic {
  return syntax(
    'missing-source',
    at,
    `nothing stands in front of \`${arrow}\``,
    `write where the edge starts: \`web ${arrow} api\``,
  )
}

export function missingSourceAfterComma(at: Span, before: string, found: string): Diagnostic {
  return syntax(
    'missing-source',
    at,
    `the comma after \`${before}\` wants one more name, but ${found}`,
    `write \`${before}, other -> target\``,
  )
}

export function missingArrow(at: Span, sources: string, found: string): Diagnostic {
  return syntax(
    'missing-arrow',
    at,
    `after \`${shortened(sources)}\` an arrow is missing, ${found}`,
    `write \`${shortened(sources)} -> target\``,
  )
}

export function missingTarget(at: Span, arrow: string, found: string): Diagnostic {
  return syntax(
    'missing-target',
    at,
    `\`${arrow}\` leads nowhere, ${found}`,
    `write a name behind it: \`a ${arrow} b\``,
  )
}

/** `sign` is the comma or `|` behind which a target is missing. */
export function missingTargetAfter(at: Span, sign: string, found: string): Diagnostic {
  return syntax(
    'missing-target',
    at,
    `\`${sign}\` wants one more target, but ${found}`,
    `write \`a -> b${sign === ',' ? ',' : ' |'} c\`, or leave the \`${sign}\` out`,
  )
}

export function commaBeforeEdge(at: Span): Diagnostic {
  return syntax(
    'comma-before-edge',
    at,
    'commas join targets; start the next edge without one',
    'leave this comma out',
  )
}

export function repeatedTarget(at: Span, first: Span): Diagnostic {
  return repeated(at, first, 'target', 'leave the second out; for several calls write `calls: 2`')
}

export function repeatedSource(at: Span, first: Span): Diagnostic {
  return repeated(at, first, 'source', 'leave the second out')
}

function repeated(at: Span, first: Span, part: string, help: string): Diagnostic {
  const name = shortened(spanText(at))
  return problem('syntax', `repeated-${part}`, at, `\`${name}\` is a ${part} of this hop twice`, {
    help,
    related: [{ message: 'first here', at: first }],
  })
}

export function mixedSeparators(at: Span): Diagnostic {
  return syntax(
    'mixed-targets',
    at,
    'targets are joined by `,` (all are needed) or by `|` (one is enough), not by both',
    'write two edges: `a -> b, c` and `a -> d | e`',
  )
}

export function trailingSeparator(at: Span): Diagnostic {
  const sign = spanText(at)
  return syntax(
    'missing-target',
    at,
    `behind this \`${sign}\` a target is missing`,
    'leave it out, or write one more name',
  )
}

export function emptyGroup(at: Span, found: string): Diagnostic {
  return syntax(
    'missing-target',
    at,
    `parentheses hold the targets of an edge, but ${found}`,
    'write `a -> (b | c)`',
  )
}

export function badGroup(at: Span, found: string): Diagnostic {
  return syntax(
    'bad-group',
    at,
    `targets in parentheses are joined by \`,\` or \`|\`, but ${found}`,
    'write `a -> (b, c)` or `a -> (b | c)`',
  )
}

export function countWithoutOf(at: Span, count: string): Diagnostic {
  return syntax(
    'missing-of',
    at,
    `after \`${count}\` the word \`of\` and targets in parentheses are missing`,
    `write \`a -> ${count} of (b, c, d)\``,
  )
}

export function countWithoutParentheses(at: Span, count: string): Diagnostic {
  return syntax(
    'missing-parentheses',
    at,
    `\`${count} of\` wants its targets in parentheses`,
    `write \`${count} of (b, c, d)\``,
  )
}

export function badCount(at: Span, targets: number): Diagnostic {
  const count = shortened(spanText(at))
  return syntax(
    'bad-count',
    at,
    `\`${count} of\` ${targets} ${targets === 1 ? 'target' : 'targets'} cannot be`,
    `write a whole number from 1 to ${targets}`,
  )
}
