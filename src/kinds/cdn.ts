// Delivers from close by what an origin holds.

import { caching, everyone, running } from './attributes.ts'
import type { Kind } from './kind.ts'

export const cdn: Kind = {
  name: 'cdn',
  title: 'CDN',
  aliases: [],
  role: 'traffic',
  managed: true,
  managedAvailability: 0.999,
  failing: 'what it delivers is gone',
  attributes: { ...everyone, ...running, ...caching },
}
