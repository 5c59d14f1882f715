// A data centre of a region; its event takes the copies in it.

import { everyone, failing, placing } from './attributes.ts'
import type { Kind } from './kind.ts'

export const zone: Kind = {
  name: 'zone',
  title: 'Zone',
  aliases: ['availability-zone'],
  role: 'container',
  managed: false,
  failing: 'every copy in it is lost',
  attributes: { ...everyone, ...failing, ...placing },
}
