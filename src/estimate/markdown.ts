// A sheet for a pull request or a page: the same lines as tables in Markdown.

import { cell, table } from '#src/simulate/markdown-table.ts'
import type { Sheet } from './sheet.ts'
import { headingOf, nothingToEstimate, shownRows, titleOf } from './words.ts'

export function markdown(sheet: Sheet): string {
  const { sections, missing, assumptions } = sheet
  const blocks = [
    [`# Estimates: ${cell(titleOf(sheet))}`],
    ...(sections.length === 0 ? [nothingToEstimate.map(cell)] : []),
    ...sections.flatMap((section) => [
      [`## ${cell(headingOf(section))}`],
      table(
        ['quantity', 'value', 'arithmetic'],
        shownRows(section).map(({ target, quantity, amount, arithmetic }) => [
          target === undefined ? quantity : `${target}: ${quantity}`,
          amount,
          arithmetic,
        ]),
      ),
    ]),
    missing.map((line) => `- not estimated: ${cell(line)}`),
    assumptions.map((line) => `- assumed: ${cell(line)}`),
  ]
  return `${blocks
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`
}
