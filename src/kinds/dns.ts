// Finds the way in, and spreads over what it names. Others see through it: its edges are its caller's.

import { balancing, everyone, running } from './attributes.ts'
import type { Kind } from './kind.ts'

export const dns: Kind = {
  name: 'dns',
  title: 'DNS',
  aliases: [],
  role: 'traffic',
  managed: true,
  managedAvailability: 0.9999,
  failing: 'nothing behind it is found; it spreads over its targets',
  attributes: { ...everyone, ...running, ...balancing },
}
