// A sheet for programs, as estimate.schema.json describes it. Additions are minor, anything else raises schemaVersion.

import type { Sheet } from './sheet.ts'

export function json({ sections, state, missing, assumptions }: Sheet): string {
  const value = {
    schemaVersion: 1,
    ...(state === '' ? {} : { state }),
    lines: sections.flatMap(({ rows }) => rows),
    missing,
    assumptions,
  }
  return `${JSON.stringify(value, null, 2)}\n`
}
