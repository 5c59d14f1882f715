// Holds data for analysis.

import { everyone, running, storing } from './attributes.ts'
import type { Kind } from './kind.ts'

export const warehouse: Kind = {
  name: 'warehouse',
  title: 'Warehouse',
  aliases: ['data-warehouse'],
  role: 'store',
  managed: false,
  managedAvailability: 0.999,
  failing: 'nothing can be analysed',
  attributes: { ...everyone, ...running, ...storing },
}
