// Lines to text. Neighbouring lines of one table, with no blank line between them, share their columns: a
// cell is as wide as the widest above and below it that has something behind it. A line that would grow
// past the width of the page stands by itself, and so do those above and below it.

import type { Line } from './page.ts'

/** Columns of a line; what is not on one line by then is one item a line. */
export const pageWidth = 100

export function printLines(lines: readonly Line[]): string {
  const printed: string[] = []
  for (let at = 0; at < lines.length; ) {
    const end = tableEnd(lines, at)
    const rows = lines.slice(at, end).filter((line) => !line.isComment)
    const columns = new Map<Line, readonly number[]>()
    align(rows, columns)
    for (; at < end; at++) printed.push(printLine(lines[at]!, columns.get(lines[at]!) ?? []))
  }
  return printed.length === 0 ? '' : `${printed.join('\n')}\n`
}

/** Index behind the table that begins at the index; a line of no table is one by itself. */
function tableEnd(lines: readonly Line[], start: number): number {
  const { table, indentation } = lines[start]!
  let end = start + 1
  if (table === undefined) return end
  for (let at = end; at < lines.length; at++) {
    const line = lines[at]!
    if (line.isComment && line.indentation === indentation) continue
    if (line.table !== table || line.indentation !== indentation) break
    end = at + 1
  }
  return end
}

/** The columns of each row that shares some: neighbours between two rows that have no room for it. */
function align(rows: readonly Line[], columns: Map<Line, readonly number[]>): void {
  const open = [rows]
  for (let some = open.pop(); some !== undefined; some = open.pop()) {
    if (some.length < 2) continue
    const widths = widest(some)
    const wide = some.flatMap((row, at) => (lengthOf(row, widths) > pageWidth ? [at] : []))
    if (wide.length === 0) for (const row of some) columns.set(row, widths)
    else for (const [i, at] of [-1, ...wide].entries()) open.push(some.slice(at + 1, wide[i]))
  }
}

function widest(rows: readonly Line[]): readonly number[] {
  const widths: number[] = []
  for (const { cells } of rows) {
    for (let column = 0; column < cells.length - 1; column++) {
      widths[column] = Math.max(widths[column] ?? 0, widthOf(cells[column]!))
    }
  }
  return widths
}

/** Columns that the line takes up in the table. */
function lengthOf({ indentation, cells }: Line, widths: readonly number[]): number {
  let length = indentation
  for (const [column, cell] of cells.entries()) {
    const width = widthOf(cell)
    if (column === cells.length - 1) return length + width
    const shared = Math.max(width, widths[column] ?? 0)
    length += shared === 0 ? 0 : shared + 1
  }
  return length
}

function printLine(line: Line, widths: readonly number[]): string {
  const { indentation, cells, comment } = line
  let text = ' '.repeat(indentation)
  for (const [column, cell] of cells.entries()) {
    text += cell
    if (column === cells.length - 1) break
    const width = widthOf(cell)
    const wanted = Math.max(width, widths[column] ?? 0)
    if (wanted > 0) text += ' '.repeat(wanted - width + 1)
  }
  return comment === '' ? text : `${text}  ${comment}`
}

/** Characters on the last line of the text; an accent of its own takes no room. */
export function widthOf(text: string): number {
  const line = text.slice(text.lastIndexOf('\n') + 1)
  for (let at = 0; at < line.length; at++) {
    if (line.charCodeAt(at) > 127) return [...line.replace(/\p{M}/gu, '')].length
  }
  return line.length
}
