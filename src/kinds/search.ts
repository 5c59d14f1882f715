// An index for finding.

import { everyone, running, storing } from './attributes.ts'
import type { Kind } from './kind.ts'

export const search: Kind = {
  name: 'search',
  title: 'Search index',
  aliases: [],
  role: 'store',
  managed: false,
  managedAvailability: 0.999,
  failing: 'nothing is found',
  attributes: { ...everyone, ...running, ...storing },
}
