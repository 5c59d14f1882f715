// A system of several, drawn as one.

import { everyone } from './attributes.ts'
import type { Kind } from './kind.ts'

export const system: Kind = {
  name: 'system',
  title: 'System',
  aliases: [],
  role: 'container',
  managed: false,
  failing: 'has no event of its own',
  attributes: { ...everyone },
}
