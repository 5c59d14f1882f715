// The syntax tree: what the author wrote, statement by statement, with the place of every part.
// It knows no kinds, resolves no name and follows no import; names are NFC. A file with errors still
// has a tree: what could not be read is missing from it, and `name: undefined` marks a name that the
// author left out (the error is already reported).

import type { SourceText, Span } from './source.ts'

export interface Ast {
  readonly source: SourceText
  readonly statements: readonly Statement[]
}

/** A plain or dotted name (`us-east.a`), as one token. */
export interface Name {
  readonly text: string
  readonly span: Span
}

export interface Text {
  /** The string's value: quotes gone, escapes replaced, indentation of a """ string removed. */
  readonly text: string
  readonly span: Span
}

export type Arrow = '->' | '~>' | '=>'

export interface ArrowToken {
  readonly arrow: Arrow
  readonly span: Span
}

export type Statement =
  | Import
  | Title
  | KindDeclaration
  | Every
  | ComponentDeclaration
  | EdgeStatement
  | Amend
  | FlowDeclaration
  | Require
  | Policy
  | ScenarioDeclaration
  | View
  | Ignore

/** What may stand in a body; which of them may stand in which body is the model's question. */
export type Item = Statement | Attribute

export interface Body {
  readonly items: readonly Item[]
  /** From `{` to `}`. */
  readonly span: Span
}

export interface Import {
  readonly kind: 'import'
  readonly path: Text
  readonly as?: Name
  readonly span: Span
}

export interface Title {
  readonly kind: 'title'
  readonly title: Text
  readonly span: Span
}

export interface KindDeclaration {
  readonly kind: 'kind'
  readonly name: Name | undefined
  readonly base: Name | undefined
  readonly body?: Body
  readonly span: Span
}

export interface Every {
  readonly kind: 'every'
  readonly of: Name | ArrowToken | undefined
  readonly body: Body | undefined
  readonly span: Span
}

export interface ComponentDeclaration {
  readonly kind: 'component'
  readonly type: Name
  readonly name: Name | undefined
  readonly label?: Text
  readonly body?: Body
  readonly span: Span
}

export interface EdgeStatement {
  readonly kind: 'edge'
  readonly sources: readonly Name[]
  /** `a -> b -> c` has two hops; the targets of one are the sources of the next. */
  readonly hops: readonly Hop[]
  readonly span: Span
}

export interface Hop {
  readonly arrow: ArrowToken
  /** `all`: commas (or one target); `any`: `|`; a number: `2 of (…)`. */
  readonly mode: 'all' | 'any' | { readonly atLeast: number; readonly span: Span }
  readonly targets: readonly Target[]
  /** Label and body behind `( … )`: of every edge in it. */
  readonly label?: Text
  readonly body?: Body
  readonly span: Span
}

export interface Target {
  readonly name: Name
  readonly label?: Text
  readonly body?: Body
  readonly span: Span
}

export interface Amend {
  readonly kind: 'amend'
  readonly target: Name
  readonly body: Body
  readonly span: Span
}

export interface FlowDeclaration {
  readonly kind: 'flow'
  readonly name: Text | undefined
  readonly body: Body | undefined
  readonly span: Span
}

export type Comparison = '>=' | '<=' | '>' | '<' | '=' | '!='

export interface Require {
  readonly kind: 'require'
  readonly requirement:
    | { readonly kind: 'survive'; readonly count: Quantity; readonly what: Name }
    | {
        readonly kind: 'metric'
        readonly metric: Name
        readonly comparison?: Comparison
        readonly value?: Value
      }
    | undefined
  readonly for?: Selector
  readonly to?: Selector
  readonly reason?: Text
  readonly span: Span
}

export interface Policy {
  readonly kind: 'policy'
  readonly policy: 'forbid' | 'only'
  readonly path: boolean
  readonly from: Selector | undefined
  readonly arrow: ArrowToken | undefined
  readonly to: Selector | undefined
  readonly reason: Text | undefined
  readonly span: Span
}

export interface ScenarioDeclaration {
  readonly kind: 'scenario'
  readonly name: Text | undefined
  readonly body: Body | undefined
  readonly span: Span
}

export interface View {
  readonly kind: 'view'
  readonly name: Name | undefined
  readonly label?: Text
  readonly body: Body | undefined
  readonly span: Span
}

export interface Ignore {
  readonly kind: 'ignore'
  readonly rule: Name | undefined
  readonly reason: Text | undefined
  readonly body?: Body
  readonly span: Span
}

export type Selector =
  | { readonly kind: 'name'; readonly name: Name; readonly span: Span }
  | { readonly kind: 'flow'; readonly flow: Text; readonly span: Span }
  | { readonly kind: 'tag'; readonly tag: string; readonly span: Span }
  | { readonly kind: 'everything'; readonly span: Span }

export interface Attribute {
  readonly kind: 'attribute'
  readonly name: Name
  /** Missing where the author wrote none; the error is already reported. */
  readonly value: Value | undefined
  readonly span: Span
}

export type Value =
  | Quantity
  | { readonly kind: 'range'; readonly low: Quantity; readonly high: Quantity; readonly span: Span }
  | { readonly kind: 'date'; readonly text: string; readonly span: Span }
  | { readonly kind: 'string'; readonly text: string; readonly span: Span }
  | { readonly kind: 'word'; readonly text: string; readonly span: Span }
  | { readonly kind: 'tag'; readonly tag: string; readonly span: Span }
  | { readonly kind: 'everything'; readonly span: Span }
  | { readonly kind: 'list'; readonly values: readonly Value[]; readonly span: Span }
  | { readonly kind: 'map'; readonly entries: readonly MapEntry[]; readonly span: Span }

export interface MapEntry {
  readonly key: Name | Text
  readonly value: Value | undefined
  readonly span: Span
}

/** A number and the unit glued to it, uninterpreted: `5k/s` is 5 and `k/s`. */
export interface Quantity {
  readonly kind: 'quantity'
  readonly number: number
  /** Empty where there is none. */
  readonly unit: string
  readonly span: Span
}
