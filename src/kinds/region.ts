// A place far from others; its event takes all in it.

import { everyone, failing, placing } from './attributes.ts'
import type { Kind } from './kind.ts'

export const region: Kind = {
  name: 'region',
  title: 'Region',
  aliases: [],
  role: 'container',
  managed: false,
  failing: 'every copy in it is lost',
  attributes: { ...everyone, ...failing, ...placing },
}
