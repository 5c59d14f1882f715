// Holds the truth, or a copy of it.

import { everyone, running, storing } from './attributes.ts'
import type { Kind } from './kind.ts'
import { either, listOf, none, text, words } from './types.ts'

export const database: Kind = {
  name: 'database',
  title: 'Database',
  aliases: ['db'],
  role: 'store',
  managed: false,
  managedAvailability: 0.9995,
  failing: 'what it holds is out of reach',
  attributes: {
    ...everyone,
    ...running,
    ...storing,
    model: words('relational', 'document', 'key-value', 'wide-column', 'graph'),
    indexes: either(none, listOf(text)),
  },
}
