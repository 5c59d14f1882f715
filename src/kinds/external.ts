// A system of somebody else's that this one relies on.

import { computing, everyone, running } from './attributes.ts'
import type { Kind } from './kind.ts'

export const external: Kind = {
  name: 'external',
  title: 'External system',
  aliases: [],
  role: 'external',
  managed: true,
  managedAvailability: 0.999,
  failing: 'its callers fail',
  attributes: { ...everyone, ...running, ...computing },
}
