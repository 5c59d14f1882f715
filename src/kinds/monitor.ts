// Watches what it has edges to, and tells people. No request needs it.

import { everyone } from './attributes.ts'
import type { Kind } from './kind.ts'
import { count, duration, either, listOf, none, text, words } from './types.ts'

export const monitor: Kind = {
  name: 'monitor',
  title: 'Monitor',
  aliases: [],
  role: 'watcher',
  managed: false,
  failing: 'never fails a request: nobody is told',
  attributes: {
    ...everyone,
    signals: listOf(words('infra', 'service', 'app', 'logs', 'traces')),
    alerts: either(none, listOf(text)),
    interval: duration,
    misses: count,
  },
}
