// Holds objects: files, pictures, backups.

import { everyone, running, storing } from './attributes.ts'
import type { Kind } from './kind.ts'
import { duration, either, none, size, text, yesNo } from './types.ts'

export const blob: Kind = {
  name: 'blob',
  title: 'Blob store',
  aliases: ['bucket', 'object-store'],
  role: 'store',
  managed: false,
  managedAvailability: 0.999,
  failing: 'its objects are out of reach',
  attributes: {
    ...everyone,
    ...running,
    ...storing,
    versioning: yesNo,
    lifecycle: either(none, duration, text),
    object: size,
    chunked: yesNo,
    'direct-upload': yesNo,
  },
}
