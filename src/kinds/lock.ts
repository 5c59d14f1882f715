// Lets one at a time do a thing.

import { everyone, running } from './attributes.ts'
import type { Kind } from './kind.ts'
import { duration, either, none, words, yesNo } from './types.ts'

export const lock: Kind = {
  name: 'lock',
  title: 'Lock',
  aliases: [],
  role: 'compute',
  managed: false,
  managedAvailability: 0.999,
  failing: 'nobody gets the lock',
  attributes: {
    ...everyone,
    ...running,
    lease: either(none, duration),
    fencing: yesNo,
    granularity: words('row', 'entity', 'table', 'global'),
  },
}
