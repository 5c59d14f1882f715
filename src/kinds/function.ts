// Runs when called, on somebody else's machines unless it says otherwise.

import { computing, everyone, running } from './attributes.ts'
import type { Kind } from './kind.ts'

export const functionKind: Kind = {
  name: 'function',
  title: 'Function',
  aliases: [],
  role: 'compute',
  managed: true,
  managedAvailability: 0.9995,
  failing: 'its callers fail',
  attributes: { ...everyone, ...running, ...computing },
}
