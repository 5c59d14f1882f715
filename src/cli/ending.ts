// How a command ends: its exit status, and what is to be written on standard output and standard error.
// Commands return it instead of writing, so that a run is a value; main.ts alone writes.

/** 0 as asked and nothing found, 1 findings, 2 it could not run as asked, 3 our own fault. */
export type Status = 0 | 1 | 2 | 3

export interface Ending {
  readonly status: Status
  /** The result alone. */
  readonly out?: string
  readonly err?: string
}

/** What the person who typed the command has to change, in one line. */
export function refusal(message: string): Ending {
  return { status: 2, err: said(message) }
}

/** A line for standard error. */
export function said(message: string): string {
  return `loadpath: ${message}\n`
}

/** A value that was read from the command line, or why it cannot be used. */
export type Read<T> =
  | { readonly kind: 'value'; readonly value: T }
  | { readonly kind: 'refused'; readonly message: string }

export function value<T>(read: T): Read<T> {
  return { kind: 'value', value: read }
}

export function refused(message: string): { readonly kind: 'refused'; readonly message: string } {
  return { kind: 'refused', message }
}
