// The JSON Schema of the config, made from the table that configs are read by and from the rules there are.
// `generatedSchema` gives path and text of the file and writes none.

import { configSchema } from '#src/index.ts'
import type { GeneratedFile } from './gen-rules.ts'

export async function generatedSchema(): Promise<GeneratedFile> {
  const text = `${JSON.stringify(await configSchema(), null, 2)}\n`
  return { path: 'src/workspace/generated/config.schema.json', text }
}
