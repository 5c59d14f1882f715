// Findings that may only follow from a mistake in the text: a component with an error inside its own
// declaration may have said what a rule misses. The error is told, and the finding waits until it is mended.

import type { Diagnostic } from '#grammar/diagnostic.ts'
import type { SourceText, Span } from '#grammar/source.ts'
import type { Component, Model } from '#src/model/model.ts'

/** Findings of which not every subject is in doubt; O((errors + components) log components). */
export function withoutDoubtful(
  findings: readonly Diagnostic[],
  errors: readonly Diagnostic[],
  model: Model,
): readonly Diagnostic[] {
  if (errors.length === 0) return findings
  const doubtful = doubtfulNames(errors, model)
  if (doubtful.size === 0) return findings
  const isDoubtful = ({ subjects }: Diagnostic) =>
    subjects.length > 0 && subjects.every((name) => doubtful.has(name))
  return findings.filter((finding) => !isDoubtful(finding))
}

/** Components, containers apart, that have an error inside. */
function doubtfulNames(errors: readonly Diagnostic[], model: Model): ReadonlySet<string> {
  const bySource = new Map<SourceText, Component[]>()
  for (const component of model.components) {
    if (component.role === 'container') continue
    const known = bySource.get(component.span.source)
    if (known) known.push(component)
    else bySource.set(component.span.source, [component])
  }
  for (const components of bySource.values()) components.sort((a, b) => a.span.start - b.span.start)
  const names = new Set<string>()
  for (const { at } of errors) {
    for (const component of around(bySource.get(at.source) ?? [], at)) names.add(component.name)
  }
  return names
}

/** The components, sorted by start, that hold the place: instances of one declaration stand side by side. */
function around(components: readonly Component[], at: Span): readonly Component[] {
  let low = 0
  let high = components.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (components[middle]!.span.start <= at.start) low = middle + 1
    else high = middle
  }
  const start = components[low - 1]?.span.start
  const found: Component[] = []
  for (let i = low - 1; i >= 0 && components[i]!.span.start === start; i--) {
    if (at.start < components[i]!.span.end) found.push(components[i]!)
  }
  return found
}
