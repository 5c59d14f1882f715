// What a component is for, asked of its role: the questions that meaning hangs on.

import type { Role } from '#src/kinds/kind.ts'

interface WithRole {
  readonly role: Role
}

export function isContainer({ role }: WithRole): boolean {
  return role === 'container'
}

/** A queue, topic or stream. */
export function isBroker({ role }: WithRole): boolean {
  return role === 'broker'
}

/** What holds data: brokers too. */
export function isStore({ role }: WithRole): boolean {
  return role === 'store' || role === 'broker'
}
