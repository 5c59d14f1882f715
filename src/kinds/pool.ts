// Members that can stand in for each other: any one serves.

import { everyone } from './attributes.ts'
import type { Kind } from './kind.ts'

export const pool: Kind = {
  name: 'pool',
  title: 'Pool',
  aliases: [],
  role: 'container',
  managed: false,
  failing: 'has no event of its own: any one member serves',
  attributes: { ...everyone },
}
