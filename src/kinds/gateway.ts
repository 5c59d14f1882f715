// The front door of an interface: routes, checks and limits, and needs all that it routes to.

import { balancing, everyone, running, terminating } from './attributes.ts'
import type { Kind } from './kind.ts'

export const gateway: Kind = {
  name: 'gateway',
  title: 'Gateway',
  aliases: ['api-gateway'],
  role: 'traffic',
  managed: false,
  managedAvailability: 0.9995,
  failing: 'nothing behind it is reached',
  attributes: { ...everyone, ...running, ...balancing, ...terminating },
}
