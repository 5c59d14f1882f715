// A sheet for people: a group of lines for the system, each flow and each component, in columns, with the arithmetic
// of each line; then what lacks an input, and what the numbers rest on.

import { columns, type Row } from '#src/simulate/columns.ts'
import type { Group, Sheet, SheetRow } from './sheet.ts'
import { amountOf, headingOf, nothingToEstimate, quantityOf, targetOf, titleOf } from './words.ts'

export function pretty(sheet: Sheet): string {
  const { groups, missing, assumptions } = sheet
  const blocks = [
    [titleOf(sheet)],
    ...(groups.length === 0 ? [nothingToEstimate] : blocksOf(groups)),
    missing.map((line) => `? ${line}`),
    assumptions.map((line) => `= ${line}`),
  ]
  const shown = blocks.filter((lines) => lines.length > 0)
  return `${shown.map((lines) => columns(lines.map((line) => [line])).join('\n')).join('\n\n')}\n`
}

/** Columns stand alike in all groups; what goes along an edge stands below the name of its target. */
function blocksOf(groups: readonly Group[]): readonly (readonly string[])[] {
  const lines = columns(groups.flatMap(({ rows }) => rows.map(cellsOf)))
  let next = 0
  return groups.map((group) => {
    const block = [headingOf(group)]
    let target: string | undefined
    for (const row of group.rows) {
      const edge = targetOf(row)
      if (edge !== target && edge !== undefined) block.push(`  ${edge}`)
      target = edge
      block.push(lines[next++]!)
    }
    return block
  })
}

function cellsOf(row: SheetRow): Row {
  const indent = row.to === undefined ? '  ' : '    '
  return [indent + quantityOf(row), amountOf(row), `= ${row.arithmetic}`]
}
