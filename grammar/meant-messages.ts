// The words for what shows by its shape what was meant: the statement of another language, a number or a
// date of another country, one thing more than a statement takes.

import type { Diagnostic } from './diagnostic.ts'
import { shortened, syntax } from './lexical-messages.ts'
import { type Span, spanText } from './source.ts'

/** `allow c -> db`: the word in front of an edge is none. */
export function verbBeforeEdge(at: Span, verb: string, edge: string): Diagnostic {
  return syntax(
    'word-before-edge',
    at,
    `no word stands in front of an edge, and \`${verb}\` is no kind`,
    `write \`${edge}\``,
  )
}

/** `a calls b`. */
export function verbForArrow(at: Span, from: string, to: string): Diagnostic {
  return syntax(
    'word-for-arrow',
    at,
    `an edge is written with an arrow, not with \`${shortened(spanText(at))}\``,
    `write \`${from} -> ${to}\``,
  )
}

export function nameOfWords(at: Span, kind: string, words: readonly string[]): Diagnostic {
  return syntax(
    'name-of-words',
    at,
    `a name is one word, and \`${shortened(words.join(' '))}\` is two`,
    `write \`${kind} ${words.join('-')}\`, or \`${kind} ${words.join('-')} "${words.join(' ')}"\``,
  )
}

export function furtherComponent(at: Span, kind: string, name: string): Diagnostic {
  return syntax(
    'comma-between-statements',
    at,
    'no comma joins components; each is a statement of its own',
    `write \`${kind} ${name}\``,
  )
}

/** `every service, database`, `kind a : b, c`, `forbid a, b -> c`: `example` holds for the second alone. */
export function oneAtATime(at: Span, what: string, example: string): Diagnostic {
  return syntax('one-at-a-time', at, what, `write another statement: \`${shortened(example)}\``)
}

export function policyChain(at: Span, policy: string, from: string, to: string): Diagnostic {
  return syntax(
    'policy-chain',
    at,
    `\`${policy}\` takes one arrow`,
    `say it of the ends, by whatever way: \`${policy} path ${from} -> ${to} "the reason"\``,
  )
}

export function arrowForComparison(at: Span): Diagnostic {
  return syntax('foreign-sign', at, '`=>` is an arrow; at least is written `>=`', 'write `>=`')
}

export function wordAfterMetric(at: Span, metric: string, place: string | undefined): Diagnostic {
  const rest = place === undefined ? '' : ` for ${place}`
  return syntax(
    'missing-comparison',
    at,
    `\`${shortened(spanText(at))}\` does not go on from \`require ${metric}\``,
    metric === 'latency'
      ? `write \`require latency <= 200ms${rest}\``
      : `write \`require ${metric} >= 99.9%${rest}\``,
  )
}

export function reasonBeforeFor(at: Span, head: string, place: string, reason: string): Diagnostic {
  return syntax(
    'reason-before-for',
    at,
    'the reason stands last',
    `write \`${head} for ${place} ${shortened(reason)}\``,
  )
}

export function signAfterSurvive(at: Span, count: string, what: string): Diagnostic {
  return syntax(
    'sign-after-survive',
    at,
    `\`survive\` takes a number without \`${spanText(at)}\``,
    `write \`require survive ${count} ${what}\``,
  )
}

/** `2-10`. */
export function hyphenInRange(at: Span, range: string): Diagnostic {
  return syntax('bad-range', at, 'a range has two dots between its ends', `write \`${range}\``)
}

export function thirdEnd(at: Span, name: string, range: string): Diagnostic {
  return syntax('bad-range', at, 'a range has two ends', `write \`${name}: ${range}\``)
}

export function foreignDate(at: Span, date: string): Diagnostic {
  return syntax(
    'bad-date',
    at,
    `\`${spanText(at)}\` is no date here: year, month, day`,
    `write \`${date}\``,
  )
}

export function groupedDigits(at: Span, number: string): Diagnostic {
  return syntax(
    'bad-number',
    at,
    'the digits of a number are grouped by `_`',
    `write \`${shortened(number)}\`${orList(number, '_')}`,
  )
}

export function decimalComma(at: Span, number: string): Diagnostic {
  return syntax(
    'bad-number',
    at,
    'the decimals of a number stand behind a `.`',
    `write \`${shortened(number)}\`${orList(number, '.')}`,
  )
}

/** Two bare numbers may be a list. */
function orList(number: string, sign: string): string {
  const isBare = /^[1-9]\d*[_.][1-9]\d*$/.test(number)
  return isBare ? `, or \`[${shortened(number.replace(sign, ', '))}]\` for two values` : ''
}

export function labelBehindBody(at: Span, edge: string): Diagnostic {
  return syntax(
    'label-behind-body',
    at,
    'the label stands in front of the braces',
    `write \`${edge} ${shortened(spanText(at))} { … }\``,
  )
}

export function textOfWords(at: Span, name: string, words: string): Diagnostic {
  const text = shortened(words)
  return syntax(
    'second-value',
    at,
    `\`${name}\` has a value already, \`${words.split(' ')[0]}\``,
    `a text stands in quotes, \`${name}: "${text}"\`, and several values in brackets: \`${name}: [${text.replaceAll(' ', ', ')}]\``,
  )
}

/** `head` is what stands in front of the attribute on its line. */
export function attributeBehind(at: Span, name: string, head: string): Diagnostic {
  const braces = `{ ${shortened(spanText(at))} }`
  return syntax(
    'attribute-outside',
    at,
    `the attribute \`${name}\` stands outside of everything`,
    head.endsWith('}')
      ? `write it inside the braces: \`${head.slice(0, head.lastIndexOf('{'))}${braces}\``
      : `write it in braces behind the name: \`${head} ${braces}\``,
  )
}

/** `title: "x"`. */
export function colonAfterWord(at: Span, word: string, text: string): Diagnostic {
  return syntax(
    'colon-after-word',
    at,
    `\`${word}\` begins a statement, and takes its text without \`:\``,
    `write \`${word} "${shortened(text)}"\``,
  )
}
