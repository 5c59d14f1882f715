// Starts work by the clock; a flow may begin here.

import { everyone, running } from './attributes.ts'
import type { Kind } from './kind.ts'
import { component, duration, either, text, yesNo } from './types.ts'

export const scheduler: Kind = {
  name: 'scheduler',
  title: 'Scheduler',
  aliases: ['cron'],
  role: 'source',
  managed: false,
  managedAvailability: 0.999,
  failing: 'what it starts does not begin',
  attributes: {
    ...everyone,
    ...running,
    schedule: either(duration, text),
    deadline: duration,
    singleton: either(yesNo, component('lock')),
  },
}
