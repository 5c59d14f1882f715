// Components that belong together, and nothing more.

import { everyone } from './attributes.ts'
import type { Kind } from './kind.ts'

export const group: Kind = {
  name: 'group',
  title: 'Group',
  aliases: [],
  role: 'container',
  managed: false,
  failing: 'has no event of its own',
  attributes: { ...everyone },
}
