// The errors of a text and of its model as a report of their own, for commands that go on with what was understood.

import type { Report, System } from '#src/index.ts'

export function mistakes(system: System, version: string): Report {
  return {
    tool: { name: 'loadpath', version },
    findings: system.diagnostics.filter((one) => one.severity === 'error'),
    notLinted: [],
    files: 1,
    limits: { failOn: 'error' },
    shown: { minSeverity: 'error', suppressed: 'counted' },
    strictWouldAdd: 0,
    fixable: new Set(),
  }
}
