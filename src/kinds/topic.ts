// Hands each message to all of its consumers.

import { brokering, everyone, running, storing } from './attributes.ts'
import type { Kind } from './kind.ts'

export const topic: Kind = {
  name: 'topic',
  title: 'Topic',
  aliases: [],
  role: 'broker',
  managed: false,
  managedAvailability: 0.999,
  failing: 'nothing can be published',
  attributes: { ...everyone, ...running, ...storing, ...brokering },
}
