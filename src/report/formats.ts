// The table of output formats: a name, and the function that turns a report into text.
// A new format is one file and its line here.

import { json } from './json.ts'
import type { Palette } from './palette.ts'
import { pretty } from './pretty.ts'
import type { Report } from './report.ts'

export type Format = 'pretty' | 'json'

export type Print = (report: Report, palette: Palette) => string

export const formats: Readonly<Record<Format, Print>> = { pretty, json }

export const formatNames: readonly Format[] = ['pretty', 'json']
