// An ordered log that each consumer reads at its own pace.

import { brokering, everyone, running, storing } from './attributes.ts'
import type { Kind } from './kind.ts'

export const stream: Kind = {
  name: 'stream',
  title: 'Stream',
  aliases: [],
  role: 'broker',
  managed: false,
  managedAvailability: 0.999,
  failing: 'nothing can be appended',
  attributes: { ...everyone, ...running, ...storing, ...brokering },
}
