// A finding on its way through the stages after its rule: with the rule that made it, the severity that
// it has by now, and the order in which it was found. It ends as a Diagnostic.

import { type Diagnostic, type Severity, severities } from '#grammar/diagnostic.ts'
import type { Finding, Rule } from './rule.ts'

/** What a run asks of one rule: its options, and the severity where the configuration sets one. */
export interface ActiveRule {
  readonly rule: Rule
  readonly severity: Severity | undefined
  readonly options: { readonly [name: string]: number }
}

export interface Found {
  readonly by: ActiveRule
  readonly finding: Finding
  readonly severity: Severity
  /** The highest severity of what was folded into it. */
  readonly folded?: Severity
}

export function found(by: ActiveRule, finding: Finding): Found {
  return { by, finding, severity: severityOf(by, finding) }
}

/** The core decides: a configured severity replaces the declared, the raised and the lowered one. */
function severityOf({ rule, severity }: ActiveRule, finding: Finding): Severity {
  if (severity !== undefined) return severity
  if (finding.raised === true && rule.raised !== undefined) return rule.raised
  if (finding.lowered === true && rule.lowered !== undefined) return rule.lowered
  return rule.severity
}

export function severer(a: Severity, b: Severity): Severity {
  return severities.indexOf(a) <= severities.indexOf(b) ? a : b
}

/** Names of the flows that the finding is about. */
export function flowsIn({ witness }: Finding): readonly string[] {
  const flows = witness?.flows
  return Array.isArray(flows) ? flows.filter((flow) => typeof flow === 'string') : []
}

export function diagnostic({ by, finding, severity }: Found, reason?: string): Diagnostic {
  const { help, witness, fix, identity } = finding
  return {
    rule: by.rule.id,
    category: by.rule.category,
    severity,
    message: finding.message,
    at: finding.at,
    notes: finding.notes ?? [],
    ...(help === undefined ? {} : { help }),
    subjects: finding.subjects,
    ...(identity === undefined ? {} : { identity }),
    related: finding.related ?? [],
    ...(witness === undefined ? {} : { witness }),
    ...(fix === undefined ? {} : { fix }),
    ...(reason === undefined ? {} : { suppressed: { reason } }),
  }
}
