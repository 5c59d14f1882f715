// What lies behind one border.

import { everyone } from './attributes.ts'
import type { Kind } from './kind.ts'

export const network: Kind = {
  name: 'network',
  title: 'Network',
  aliases: [],
  role: 'container',
  managed: false,
  failing: 'has no event of its own',
  attributes: { ...everyone },
}
