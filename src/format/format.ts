// Text to its canonical text: one layout for every way of writing the same tree. Nothing but white space
// and commas that mean nothing changes; names, numbers, texts and comments stay as they were written, in
// their order. Formatting twice changes nothing. A text with errors has no layout: its errors are told.

import type { Staged } from '#grammar/diagnostic.ts'
import { parse, parseWithComments } from '#grammar/parse.ts'
import { type SourceText, sourceText } from '#grammar/source.ts'
import { printLines } from './columns.ts'
import { writeItems } from './lines.ts'
import { pageOf } from './page.ts'

/** The canonical text, ending with a line end unless empty; undefined where the text has errors. */
export function format(source: SourceText): Staged<string | undefined> {
  const plain = source.text.includes('\r')
    ? sourceText(source.path, source.text.replace(/\r\n?/g, '\n'))
    : source
  const { value: ast, diagnostics, comments } = parseWithComments(plain)
  if (diagnostics.some(({ severity }) => severity === 'error')) {
    return {
      value: undefined,
      diagnostics: plain === source ? diagnostics : parse(source).diagnostics,
    }
  }
  const page = pageOf(plain.text, comments)
  writeItems(page, ast.statements, 0, plain.text.length)
  return { value: printLines(page.lines), diagnostics }
}
