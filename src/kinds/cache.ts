// Holds copies of what a store behind it holds; with that store at hand its loss only slows.

import { caching, everyone, running, storing } from './attributes.ts'
import type { Kind } from './kind.ts'

export const cache: Kind = {
  name: 'cache',
  title: 'Cache',
  aliases: [],
  role: 'store',
  managed: false,
  managedAvailability: 0.999,
  failing: 'callers that also call its store are slower, others fail',
  attributes: { ...everyone, ...running, ...storing, ...caching },
}
