// Colours as a value: a function from text to painted text for each part of a report.
// A report is plain unless the caller passes another palette; it never asks where it will be shown.

import type { Severity } from '#grammar/diagnostic.ts'

export type Tone = Severity | 'secondary' | 'gutter' | 'strong' | 'note' | 'help'

export type Palette = Readonly<Record<Tone, Paint>>

export type Paint = (text: string) => string

const same: Paint = (text) => text

export const plain: Palette = {
  error: same,
  warning: same,
  info: same,
  hint: same,
  secondary: same,
  gutter: same,
  strong: same,
  note: same,
  help: same,
}

/** Eight-colour codes alone, so that the reader's own theme decides how they look. */
export const ansi: Palette = {
  error: code('1;31'),
  warning: code('1;33'),
  info: code('1;36'),
  hint: code('1;32'),
  secondary: code('34'),
  gutter: code('34'),
  strong: code('1'),
  note: code('1'),
  help: code('1;32'),
}

function code(sequence: string): Paint {
  return (text) => (text === '' ? '' : `\u001b[${sequence}m${text}\u001b[0m`)
}
