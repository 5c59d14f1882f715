// Rows of cells → lines with their cells one below the other. What a terminal would act on is shown harmlessly, and
// wide characters count as wide.

import { display, harmless, isPlain } from '#src/report/display.ts'

export type Row = readonly string[]

export function columns(rows: readonly Row[]): readonly string[] {
  const count = rows.reduce((most, row) => Math.max(most, row.length), 0)
  const widths = Array.from({ length: count }, (_, place) =>
    rows.reduce((most, row) => Math.max(most, widthOf(row[place] ?? '')), 0),
  )
  return rows.map((row) =>
    row
      .map((cell, place) => harmless(cell) + ' '.repeat(widths[place]! - widthOf(cell)))
      .join('  ')
      .trimEnd(),
  )
}

function widthOf(text: string): number {
  return isPlain(text) ? text.length : display(text).columns.at(-1)!
}
