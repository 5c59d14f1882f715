// Spreads requests over targets of which one is enough.

import { balancing, everyone, running, terminating } from './attributes.ts'
import type { Kind } from './kind.ts'

export const lb: Kind = {
  name: 'lb',
  title: 'Load balancer',
  aliases: ['load-balancer'],
  role: 'traffic',
  managed: false,
  managedAvailability: 0.9999,
  failing: 'nothing behind it is reached; it spreads over its targets',
  attributes: { ...everyone, ...running, ...balancing, ...terminating },
}
