// Takes work from brokers. A call from it to a broker is consumption.

import { computing, everyone, running } from './attributes.ts'
import type { Kind } from './kind.ts'

export const worker: Kind = {
  name: 'worker',
  title: 'Worker',
  aliases: [],
  role: 'compute',
  managed: false,
  managedAvailability: 0.999,
  failing: 'its work waits',
  attributes: { ...everyone, ...running, ...computing },
}
