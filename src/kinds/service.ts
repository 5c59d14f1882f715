// Answers requests.

import { computing, everyone, running } from './attributes.ts'
import type { Kind } from './kind.ts'

export const service: Kind = {
  name: 'service',
  title: 'Service',
  aliases: [],
  role: 'compute',
  managed: false,
  managedAvailability: 0.999,
  failing: 'its callers fail',
  attributes: { ...everyone, ...running, ...computing },
}
