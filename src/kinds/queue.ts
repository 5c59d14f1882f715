// Hands each message to one of its consumers.

import { brokering, everyone, running, storing } from './attributes.ts'
import type { Kind } from './kind.ts'

export const queue: Kind = {
  name: 'queue',
  title: 'Queue',
  aliases: [],
  role: 'broker',
  managed: false,
  managedAvailability: 0.999,
  failing: 'nothing can be handed over',
  attributes: { ...everyone, ...running, ...storing, ...brokering },
}
