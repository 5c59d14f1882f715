// The table of formats that a sheet is shown in. A new one is one file and its line here.

import { json } from './json.ts'
import { markdown } from './markdown.ts'
import { pretty } from './pretty.ts'
import type { Sheet } from './sheet.ts'

export type EstimateFormat = 'text' | 'json' | 'markdown'

export const estimateFormats: Readonly<Record<EstimateFormat, (sheet: Sheet) => string>> = {
  text: pretty,
  json,
  markdown,
}
