// A sheet for people: a group of lines for the system, each flow and each component, in columns, with the arithmetic
// of each line; then what lacks an input, and what the numbers rest on.

import { columns, type Row } from '#src/simulate/columns.ts'
import type { Section, Sheet } from './sheet.ts'
import { headingOf, nothingToEstimate, type ShownRow, shownRows, titleOf } from './words.ts'

export function pretty(sheet: Sheet): string {
  const { sections, missing, assumptions } = sheet
  const blocks = [
    [titleOf(sheet)],
    ...(sections.length === 0 ? [nothingToEstimate] : blocksOf(sections)),
    missing.map((line) => `? ${line}`),
    assumptions.map((line) => `= ${line}`),
  ]
  const shown = blocks.filter((lines) => lines.length > 0)
  return `${shown.map((lines) => columns(lines.map((line) => [line])).join('\n')).join('\n\n')}\n`
}

/** Columns stand alike in all sections; what goes along an edge stands below the name of its target. */
function blocksOf(sections: readonly Section[]): readonly (readonly string[])[] {
  const shown = sections.map(shownRows)
  const lines = columns(shown.flat().map(cellsOf))
  let next = 0
  return sections.map((section, place) => {
    const block = [headingOf(section)]
    let above: string | undefined
    const said = new Set<string>()
    for (const { target, quantity } of shown[place]!) {
      // Of several edges to one target each has its own lines.
      if (target !== undefined && (target !== above || said.has(quantity))) {
        block.push(`  ${target}`)
        said.clear()
      }
      above = target
      said.add(quantity)
      block.push(lines[next++]!)
    }
    return block
  })
}

function cellsOf({ target, quantity, amount, arithmetic }: ShownRow): Row {
  const indent = target === undefined ? '  ' : '    '
  return [indent + quantity, amount, `= ${arithmetic}`]
}
