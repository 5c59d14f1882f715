// The words for mistakes of syntax, one function for each: what was found, what was expected, and a
// correct line to write. Code stands in backticks, in the author's own names where they are known.
// `found` reads on from a comma: "found `{`", "the file ends".
// It is past 250 lines because every message of the syntax stands in this one table.

import type { IToken } from 'chevrotain'
import type { Diagnostic } from './diagnostic.ts'
import { shortened, syntax } from './lexical-messages.ts'
import { type Span, spanText } from './source.ts'
import { Text } from './vocabulary.ts'

/** A token as a message names it. */
export function described(token: IToken): string {
  if (token.tokenType !== Text) return `\`${shortened(token.image)}\``
  return `the text \`${shortened(token.image)}\``
}

function code(at: Span): string {
  return `\`${shortened(spanText(at))}\``
}

// Names and texts

/** `after` is the word or sign in front of the missing name, `example` a whole correct statement. */
export function missingName(at: Span, after: string, found: string, example: string): Diagnostic {
  return syntax(
    'missing-name',
    at,
    `\`${after}\` wants a name, but ${found}`,
    `write \`${example}\``,
  )
}

export function missingText(at: Span, after: string, found: string, example: string): Diagnostic {
  return syntax(
    'missing-text',
    at,
    `\`${after}\` wants a text in quotes, but ${found}`,
    `write \`${example}\``,
  )
}

export function unquotedText(at: Span, after: string): Diagnostic {
  const text = spanText(at)
  return syntax(
    'unquoted-text',
    at,
    `the text after \`${after}\` stands in quotes`,
    `write \`${after} "${shortened(text)}"\``,
  )
}

export function dottedName(at: Span): Diagnostic {
  const parts = spanText(at).split('.')
  return syntax(
    'dotted-name',
    at,
    `${code(at)} has a dot, and a name that is declared has none`,
    `declare \`${parts.at(-1)}\` inside \`${parts.slice(0, -1).join('.')} { … }\``,
  )
}

export function nameOnNextLine(at: Span, kind: string, name: string): Diagnostic {
  return syntax(
    'name-on-next-line',
    at,
    `the kind \`${kind}\` and the name \`${name}\` stand on one line`,
    `write \`${kind} ${name}\``,
  )
}

export function numberAsName(at: Span): Diagnostic {
  const name = spanText(at)
  return syntax(
    'bad-name',
    at,
    `\`${shortened(name)}\` is no name, since names begin with a letter or \`_\``,
    `write \`_${shortened(name)}\`, or begin with a word: \`node-${shortened(name)}\``,
  )
}

export function wordAsKind(at: Span): Diagnostic {
  const word = spanText(at)
  return syntax(
    'word-as-kind',
    at,
    `\`${word}\` begins a statement, so no kind can have that name`,
    `write another name, such as \`kind my-${word} : service\``,
  )
}

export function componentWithoutName(at: Span, kind: string, label: string): Diagnostic {
  return syntax(
    'missing-name',
    at,
    `\`${kind}\` has no name in front of its label`,
    `write \`${kind} my-${kind} ${shortened(label)} { … }\``,
  )
}

/** Nothing in it shows whether the word is a kind. */
export function componentOfOneWord(at: Span, word: string, label: string): Diagnostic {
  return syntax(
    'missing-name',
    at,
    `a kind and a name stand in front of a label, and \`${word}\` is one word`,
    word === 'service'
      ? `write \`service my-service ${shortened(label)} { … }\``
      : `write \`service ${word} ${shortened(label)} { … }\`, or \`${word} my-${word} ${shortened(label)} { … }\` if \`${word}\` is a kind`,
  )
}

export function textAfterWord(at: Span, word: string, text: string): Diagnostic {
  return syntax(
    'missing-name',
    at,
    `between \`${word}\` and its text a name or a \`:\` is missing`,
    `write \`${word} NAME ${shortened(text)}\` to declare something, or \`${word}: ${shortened(text)}\` for an attribute`,
  )
}

// Items

export function bareWord(at: Span, word: string): Diagnostic {
  return syntax(
    'bare-word',
    at,
    `\`${word}\` alone says nothing`,
    `declare with a kind and a name (\`service api\`), connect with an arrow (\`${word} -> db\`), or change with \`${word} { … }\``,
  )
}

export function bareAttribute(at: Span, word: string): Diagnostic {
  return syntax(
    'bare-word',
    at,
    `\`${word}\` alone says nothing`,
    `give an attribute a value: \`${word}: yes\``,
  )
}

export function misspeltStatement(at: Span, word: string, meant: string): Diagnostic {
  return syntax(
    'unknown-statement',
    at,
    `no statement begins with \`${word}\``,
    `did you mean \`${meant}\`?`,
  )
}

export function pipeBetweenSources(at: Span, word: string): Diagnostic {
  return syntax(
    'alternative-sources',
    at,
    'alternatives stand behind the arrow alone',
    `join sources with a comma: \`${word}, other -> target\``,
  )
}

export function edgeAfterKind(at: Span, kind: string, name: string, arrow: string): Diagnostic {
  return syntax(
    'kind-in-edge',
    at,
    `\`${kind} ${name}\` declares a component, and an edge cannot begin on it`,
    `declare it first, then write \`${name} ${arrow} …\` as an edge of its own`,
  )
}

export function spacedUnit(at: Span, number: string, unit: string): Diagnostic {
  return syntax(
    'spaced-unit',
    at,
    `${code(at)} stands apart from its number`,
    `write them together: \`${number}${unit}\``,
  )
}

export function secondValue(at: Span, name: string, first: string): Diagnostic {
  return syntax(
    'second-value',
    at,
    `\`${name}\` has a value already, \`${shortened(first)}\``,
    `several values stand in brackets: \`${name}: [${shortened(first)}, ${shortened(spanText(at))}]\``,
  )
}

export function listWithoutBrackets(at: Span, name: string): Diagnostic {
  return syntax(
    'list-without-brackets',
    at,
    `\`${name}\` has several values, and a list wants brackets`,
    `write \`${name}: [${shortened(spanText(at))}]\``,
  )
}

export function looseText(at: Span): Diagnostic {
  return syntax(
    'loose-text',
    at,
    `the text ${code(at)} belongs to nothing`,
    'a text stands behind what it names: `service api "API"`, `a -> b "calls"`',
  )
}

export function looseBody(at: Span): Diagnostic {
  return syntax(
    'loose-body',
    at,
    'this `{` has nothing in front of it',
    'write what it belongs to: `service api { … }`',
  )
}

export function unexpected(at: Span, found: string): Diagnostic {
  return syntax(
    'unexpected',
    at,
    `${found} begins no statement`,
    'a statement begins with a word: `service api`, `a -> b`, `require survive 1 zone`',
  )
}

export function unexpectedAfter(at: Span, found: string, after: string): Diagnostic {
  return syntax(
    'unexpected',
    at,
    `${found} does not go on from \`${shortened(after)}\``,
    'delete it, or begin a new statement with it',
  )
}

export function commaBetweenStatements(at: Span): Diagnostic {
  return syntax(
    'comma-between-statements',
    at,
    'no comma stands between the statements of a file',
    'leave it out; a new line is enough',
  )
}

export function looseComma(at: Span): Diagnostic {
  return syntax('loose-comma', at, 'this comma separates nothing', 'leave it out')
}

export function attributeOutside(at: Span, name: string): Diagnostic {
  return syntax(
    'attribute-outside',
    at,
    `the attribute \`${name}\` stands outside of everything`,
    `write it in the braces of what it describes: \`service api { ${name}: … }\``,
  )
}

export function missingBody(at: Span, after: string, found: string, example: string): Diagnostic {
  return syntax(
    'missing-body',
    at,
    `\`${after}\` wants a \`{\`, but ${found}`,
    `write \`${example}\``,
  )
}

// Attributes and values

export function missingColon(at: Span, name: string, value: string): Diagnostic {
  return syntax(
    'missing-colon',
    at,
    `between \`${name}\` and its value a \`:\` is missing`,
    `write \`${name}: ${shortened(value)}\``,
  )
}

export function equalsForColon(at: Span, name: string): Diagnostic {
  return syntax(
    'equals-for-colon',
    at,
    `\`${name}\` gets its value with \`:\``,
    `write \`${name}: …\``,
  )
}

export function missingValue(at: Span, name: string, found: string): Diagnostic {
  return syntax(
    'missing-value',
    at,
    `\`${name}:\` has no value, ${found}`,
    `write one behind the colon: \`${name}: 2\`, \`${name}: yes\`, \`${name}: [a, b]\``,
  )
}

export function missingListEnd(at: Span, found: string): Diagnostic {
  return syntax(
    'bad-list',
    at,
    `a list holds values with commas between them, but ${found}`,
    'write `[a, b]`',
  )
}

export function missingListComma(at: Span): Diagnostic {
  return syntax('missing-comma', at, `a comma is missing in front of ${code(at)}`, 'write `[a, b]`')
}

export function badMapEntry(at: Span, found: string): Diagnostic {
  return syntax(
    'bad-map',
    at,
    `a value in braces holds \`name: value\`, but ${found}`,
    'write `{ team: orders, "cost centre": 42 }`',
  )
}

export function openRange(at: Span, low: string, found: string): Diagnostic {
  return syntax(
    'open-range',
    at,
    `the range \`${low}..\` has no upper end, ${found}`,
    `write \`${low}..10\``,
  )
}

export function badNumber(at: Span, example: string): Diagnostic {
  return syntax('bad-number', at, `${code(at)} is no number`, `write \`${example}\``)
}

export function hugeNumber(at: Span): Diagnostic {
  return syntax('bad-number', at, `${code(at)} is too large to count with`)
}

export function badDate(at: Span): Diagnostic {
  return syntax('bad-date', at, `${code(at)} is no date`, 'write year, month and day: `2027-03-31`')
}
