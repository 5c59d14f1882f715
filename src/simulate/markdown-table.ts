// Rows of cells → a table in Markdown, in which every text stands as it is.

import { harmless } from '#src/report/display.ts'
import type { Row } from './columns.ts'

export function table(heading: Row, rows: readonly Row[]): readonly string[] {
  const line = (row: Row): string => `| ${row.map(cell).join(' | ')} |`
  return [line(heading), line(heading.map(() => '---')), ...rows.map(line)]
}

/** Text that Markdown would read as more than text is shown as it is. */
export function cell(text: string): string {
  return harmless(text.replace(/[\r\n\u2028\u2029]+/g, ' ')).replace(/[\\|`*_~$&<>[\]]/g, '\\$&')
}
