// What every stage says about a text: a message with its place, never an exception.
// `message` is lower case without a final stop; `notes` say why; `help` says what to write instead.

import type { Span } from './source.ts'

export type Severity = 'error' | 'warning' | 'info' | 'hint'

export const severities: readonly Severity[] = ['error', 'warning', 'info', 'hint']

export interface Related {
  readonly message: string
  readonly at: Span
}

/** Replaces the text of `at` (empty span: inserts). */
export interface Edit {
  readonly at: Span
  readonly text: string
}

export interface Fix {
  readonly title: string
  readonly safe: boolean
  readonly edits: readonly Edit[]
}

export type Json =
  | null
  | boolean
  | number
  | string
  | readonly Json[]
  | { readonly [key: string]: Json }

export interface Diagnostic {
  /** A rule id, or the code of a text, model or workspace error (`unknown-component`). */
  readonly rule: string
  /** The rule's folder (`availability`), or `syntax`, `model`, `workspace`, `config`. */
  readonly category: string
  readonly severity: Severity
  readonly message: string
  readonly at: Span
  readonly notes: readonly string[]
  readonly help?: string
  /** Full names of what it is about; the finding's identity together with `rule`. */
  readonly subjects: readonly string[]
  /** Names that identify it in the place of `subjects`, where those may change while it stays the same. */
  readonly identity?: readonly string[]
  readonly related: readonly Related[]
  readonly witness?: { readonly [key: string]: Json }
  readonly fix?: Fix
  readonly suppressed?: { readonly reason: string }
  /** What it was made of where it speaks for several instances of an imported file: one for each, itself none of them. */
  readonly instances?: readonly Diagnostic[]
}

/** A stage's answer: what it made, and what it has to say. */
export interface Staged<T> {
  readonly value: T
  readonly diagnostics: readonly Diagnostic[]
}

/** What a text, model or workspace error may add to its message. */
export interface Extras {
  readonly notes?: readonly string[]
  readonly help?: string | undefined
  readonly related?: readonly Related[]
  readonly subjects?: readonly string[]
  readonly severity?: Severity
  readonly fix?: Fix | undefined
}

/** An error of the text itself (`syntax`), of the model, of the workspace or of a config. */
export function problem(
  category: 'syntax' | 'model' | 'workspace' | 'config',
  rule: string,
  at: Span,
  message: string,
  extras: Extras = {},
): Diagnostic {
  return {
    rule,
    category,
    severity: extras.severity ?? 'error',
    message: cut(message),
    at,
    notes: extras.notes ?? [],
    ...(extras.help === undefined ? {} : { help: cut(extras.help) }),
    subjects: extras.subjects ?? [],
    related: extras.related ?? [],
    ...(extras.fix === undefined ? {} : { fix: extras.fix }),
  }
}

/** Text with what it quotes cut to 40 characters, where it is too long to read. */
function cut(text: string): string {
  if (text.length <= 200) return text
  return text
    .replace(/`[^`]{121,}`/g, (quoted) => `\`${[...quoted.slice(1, 100)].slice(0, 39).join('')}…\``)
    .replace(/[^\s`]{121,}/g, (word) => `${[...word.slice(0, 100)].slice(0, 39).join('')}…`)
}
