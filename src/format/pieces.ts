// A statement as a row of pieces, in the order of the text: its tokens, its value, its body. An edge is
// the one statement that is more than a row. Pieces carry the column that they stand in where neighbours
// are aligned.

import type { Attribute, Body, EdgeStatement, Item, Require, Value } from '#grammar/ast.ts'
import { type Span, spanText } from '#grammar/source.ts'

export type Piece =
  | {
      readonly kind: 'token'
      readonly text: string
      readonly gap: '' | ' '
      readonly column: number
    }
  | { readonly kind: 'value'; readonly value: Value; readonly column: number }
  | { readonly kind: 'body'; readonly body: Body; readonly column: number }

export type PlainItem = Exclude<Item, EdgeStatement>

export function piecesOf(item: PlainItem): readonly Piece[] {
  switch (item.kind) {
    case 'attribute':
      return attribute(item)
    case 'component':
      return [
        ...written(item.type, 0),
        ...written(item.name, 1),
        ...written(item.label, 2),
        ...bodied(item.body, 3),
      ]
    case 'amend':
      return [...written(item.target, 0), ...bodied(item.body, 1)]
    case 'import':
      return [
        token('import'),
        ...written(item.path, 0),
        ...(item.as ? [token('as'), ...written(item.as, 0)] : []),
      ]
    case 'title':
      return [token('title'), ...written(item.title, 0)]
    case 'kind':
      return [
        token('kind'),
        ...written(item.name, 0),
        token(':', 1),
        ...written(item.base, 1),
        ...bodied(item.body, 2),
      ]
    case 'every':
      return [token('every'), ...written(item.of, 0), ...bodied(item.body, 1)]
    case 'flow':
    case 'scenario':
      return [token(item.kind), ...written(item.name, 0), ...bodied(item.body, 1)]
    case 'view':
      return [
        token('view'),
        ...written(item.name, 0),
        ...written(item.label, 1),
        ...bodied(item.body, 2),
      ]
    case 'ignore':
      return [
        token('ignore'),
        ...written(item.rule, 0),
        ...written(item.reason, 1),
        ...bodied(item.body, 2),
      ]
    case 'require':
      return require(item)
    case 'policy':
      return [
        token(item.policy),
        ...(item.path ? [token('path')] : []),
        ...[item.from, item.arrow, item.to, item.reason].flatMap((part) => written(part, 0)),
      ]
  }
}

function attribute({ name, value }: Attribute): readonly Piece[] {
  const colon: Piece = { kind: 'token', text: ':', gap: '', column: 0 }
  return [...written(name, 0), colon, ...valued(value)]
}

function require({ requirement, for: from, to, reason }: Require): readonly Piece[] {
  return [
    token('require'),
    ...(requirement ? requirementOf(requirement) : []),
    ...(from ? [token('for'), ...written(from, 0)] : []),
    ...(to ? [token('->'), ...written(to, 0)] : []),
    ...written(reason, 0),
  ]
}

function requirementOf(requirement: NonNullable<Require['requirement']>): readonly Piece[] {
  switch (requirement.kind) {
    case 'survive':
      return [token('survive'), ...written(requirement.count, 0), ...written(requirement.what, 0)]
    case 'metric':
      return [
        ...written(requirement.metric, 0),
        ...(requirement.comparison ? [token(requirement.comparison)] : []),
        ...valued(requirement.value),
      ]
  }
}

function token(text: string, column = 0): Piece {
  return { kind: 'token', text, gap: ' ', column }
}

/** A part as its author wrote it. */
function written(part: { readonly span: Span } | undefined, column: number): readonly Piece[] {
  return part ? [token(spanText(part.span), column)] : []
}

function valued(value: Value | undefined): readonly Piece[] {
  return value ? [{ kind: 'value', value, column: 0 }] : []
}

function bodied(body: Body | undefined, column: number): readonly Piece[] {
  return body ? [{ kind: 'body', body, column }] : []
}
