// A sheet for a pull request or a page: the same lines as tables in Markdown.

import { cell, table } from '#src/simulate/markdown-table.ts'
import type { Sheet } from './sheet.ts'
import { headingOf, nothingToEstimate, shownRows, titleOf } from './words.ts'

export function markdown(sheet: Sheet): string {
  const { groups, missing, assumptions } = sheet
  const sections = [
    [`# Estimates: ${cell(titleOf(sheet))}`],
    ...(groups.length === 0 ? [nothingToEstimate.map(cell)] : []),
    ...groups.flatMap((group) => [
      [`## ${cell(headingOf(group))}`],
      table(
        ['quantity', 'value', 'arithmetic'],
        shownRows(group).map(({ target, quantity, amount, arithmetic }) => [
          target === undefined ? quantity : `${target}: ${quantity}`,
          amount,
          arithmetic,
        ]),
      ),
    ]),
    missing.map((line) => `- not estimated: ${cell(line)}`),
    assumptions.map((line) => `- assumed: ${cell(line)}`),
  ]
  return `${sections
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`
}
