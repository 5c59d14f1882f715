// Text to syntax tree: tokens, matched brackets, statements. Never throws; every mistake of the text is
// one diagnostic with its place, in the order of the text, and the tree holds all that was understood.

import type { Ast } from './ast.ts'
import { balance } from './brackets.ts'
import type { Diagnostic, Staged } from './diagnostic.ts'
import { parseTokens } from './parser.ts'
import type { SourceText } from './source.ts'
import { tokenize } from './tokens.ts'

export function parse(source: SourceText): Staged<Ast> {
  const { value, diagnostics } = parseWithComments(source)
  return { value, diagnostics }
}

export interface Commented extends Staged<Ast> {
  readonly comments: readonly Comment[]
}

export interface Comment {
  /** From its `#` to the end of its line. */
  readonly image: string
  readonly startOffset: number
}

/** The tree, and the comments in the order of the text, which no tree holds. */
export function parseWithComments(source: SourceText): Commented {
  const tokens = tokenize(source)
  const balanced = balance(source, tokens)
  const parsed = parseTokens(source, balanced.table, tokens.restIsText)
  const diagnostics = [...tokens.diagnostics, ...balanced.diagnostics, ...parsed.diagnostics]
  return {
    value: parsed.value,
    diagnostics: diagnostics.sort(byPlace),
    comments: tokens.comments,
  }
}

function byPlace(left: Diagnostic, right: Diagnostic): number {
  return left.at.start - right.at.start || left.at.end - right.at.end
}
