// JSON text → the written tree, by way of jsonc-parser. In `.json` a comment and a trailing comma are
// mistakes that say where they are allowed; what is meant is read all the same, so that the rest of the
// file is judged in the same run. A tree is missing only where the text is too broken to have one.

import { type Node, type ParseError, parseTree, printParseErrorCode } from 'jsonc-parser'
import type { Diagnostic, Staged } from '#grammar/diagnostic.ts'
import type { SourceText, Span } from '#grammar/source.ts'
import { commentInJson, emptyConfig, notJson, tooDeep, trailingComma } from './messages.ts'
import type { Written } from './written.ts'

export type Dialect = 'json' | 'jsonc'

/** Deeper than any config; the parser calls itself for each level. */
const deepest = 100

export function readJson(source: SourceText, dialect: Dialect): Staged<Written | undefined> {
  const { text } = source
  if (text.trim() === '') return failed(emptyConfig(source))
  const marks = marksIn(text)
  const places = new Map(marks.map(({ at }, index) => [at, index]))
  const tooDeepAt = depthExceeded(marks)
  if (tooDeepAt !== undefined) return failed(tooDeep(spanIn(source, tooDeepAt, 1)))

  const errors: ParseError[] = []
  const root = parseTree(text, errors, { disallowComments: dialect === 'json' })
  const judged = errors.map((error) => ({
    error,
    comma: commaBefore(error, text, marks[(places.get(error.offset) ?? 0) - 1]),
  }))
  const harmless = judged.flatMap(({ error, comma }) => {
    if (isComment(error)) return [commentInJson(spanIn(source, error.offset, error.length))]
    return comma === undefined || dialect === 'jsonc'
      ? []
      : [trailingComma(spanIn(source, comma, 1))]
  })
  // Behind a comma in an object it misses a key and a value.
  const once = [...new Map(harmless.map((one) => [one.at.start, one])).values()]
  const first = judged.find(({ error, comma }) => !isComment(error) && comma === undefined)?.error
  if (!first) return { value: root && tree(root, source), diagnostics: once }
  const saying = sayings[printParseErrorCode(first.error)] ?? 'this is no JSON'
  const wrong = notJson(spanIn(source, first.offset, first.length), saying)
  return { value: undefined, diagnostics: [...once, wrong] }
}

function failed(diagnostic: Diagnostic): Staged<undefined> {
  return { value: undefined, diagnostics: [diagnostic] }
}

interface Mark {
  readonly sign: string
  readonly at: number
}

/** Brackets and commas, apart from those in texts and comments, in order. */
function marksIn(text: string): readonly Mark[] {
  const tokens = text.matchAll(/"(?:[^"\\\n]|\\.)*"?|\/\/[^\n]*|\/\*[\s\S]*?(?:\*\/|$)|[{}[\],]/g)
  return [...tokens].flatMap(({ 0: sign, index }) =>
    /^[{}[\],]/.test(sign) ? [{ sign, at: index }] : [],
  )
}

function depthExceeded(marks: readonly Mark[]): number | undefined {
  let depth = 0
  for (const { sign, at } of marks) {
    if (sign === '{' || sign === '[') depth++
    if (sign === '}' || sign === ']') depth--
    if (depth > deepest) return at
  }
  return undefined
}

function isComment({ error }: ParseError): boolean {
  return printParseErrorCode(error) === 'InvalidCommentToken'
}

/** A trailing comma, for which the parser misses a key or a value at the bracket behind it. */
function commaBefore(
  { error, offset }: ParseError,
  text: string,
  before: Mark | undefined,
): number | undefined {
  const code = printParseErrorCode(error)
  if (code !== 'PropertyNameExpected' && code !== 'ValueExpected') return undefined
  if (!/[\]}]/.test(text.charAt(offset)) || before?.sign !== ',') return undefined
  const between = text.slice(before.at + 1, offset).replace(/\/\/[^\n]*|\/\*[\s\S]*?\*\//g, '')
  return between.trim() === '' ? before.at : undefined
}

function tree(node: Node, source: SourceText): Written {
  const at = spanIn(source, node.offset, node.length)
  const children = node.children ?? []
  if (node.type === 'array') {
    return { kind: 'list', at, items: children.map((child) => tree(child, source)) }
  }
  if (node.type !== 'object') return { kind: 'plain', at, value: node.value }
  const entries = children.flatMap(({ children: [key, value] = [] }) => {
    if (!key || !value) return []
    const name = String(key.value)
    return [{ name, at: spanIn(source, key.offset, key.length), value: tree(value, source) }]
  })
  return { kind: 'object', at, entries }
}

function spanIn(source: SourceText, offset: number, length: number): Span {
  return { source, start: offset, end: offset + length }
}

/** By the parser's names of its errors. */
const sayings: Readonly<Record<string, string>> = {
  InvalidSymbol: 'this is no JSON: texts and keys stand in double quotes',
  InvalidNumberFormat: 'this is no number',
  PropertyNameExpected: 'a key in double quotes is missing here',
  ValueExpected: 'a value is missing here',
  ColonExpected: 'a colon is missing here',
  CommaExpected: 'a comma is missing here',
  CloseBraceExpected: 'a "}" is missing here',
  CloseBracketExpected: 'a "]" is missing here',
  EndOfFileExpected: 'the config ends before this',
  UnexpectedEndOfComment: 'this comment has no end',
  UnexpectedEndOfString: 'this text has no closing quote',
  UnexpectedEndOfNumber: 'this number has no end',
  InvalidUnicode: 'a \\u here lacks its four digits',
  InvalidEscapeCharacter: 'JSON does not know this escape',
  InvalidCharacter: 'a control character stands in this text',
}
