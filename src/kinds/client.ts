// Who uses the system: where demand and requirements start. It never fails.

import { everyone } from './attributes.ts'
import type { Kind } from './kind.ts'
import { listOf, multiplier, rate, text, wholeFrom } from './types.ts'

export const client: Kind = {
  name: 'client',
  title: 'Client',
  aliases: ['user', 'users'],
  role: 'source',
  managed: false,
  failing: 'never fails: demand and requirements start here',
  attributes: {
    ...everyone,
    users: wholeFrom(0),
    requests: rate,
    rps: rate,
    peak: multiplier,
    locations: listOf(text),
  },
}
