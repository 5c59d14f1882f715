// When something unwritten is a finding (CONTRIBUTING.md: she who has never used an attribute is never told
// that it is missing). An attribute is missing from a component where it is absent from it and written on
// another of its built-in kind, anywhere in the linked model; from an edge where it is written on another
// edge of the same caller. Written is what a person wrote in these files: on the component or edge itself, by
// `every`, by an amendment, by a kind of the file. What a `std/` kind gives is neither written nor absent.
// Where errors left something out of the model nothing is missing: it may be what they left out.

import { isWritten, wordIn } from '#src/model/attributes.ts'
import type { Attributes, Component, Model } from '#src/model/model.ts'

/** Components that lack the attribute while another of their built-in kind has it written, in the model's order. */
export function componentsMissing(model: Model, attribute: string): readonly Component[] {
  if (!model.complete) return []
  const users = new Set(
    model.components
      .filter(({ attributes }) => isWritten(attributes, attribute))
      .map(({ builtin }) => builtin),
  )
  if (users.size === 0) return []
  return model.components.filter(
    ({ builtin, attributes }) => users.has(builtin) && !attributes.has(attribute),
  )
}

/**
 * Of the edges of one caller, those that lack the attribute while another of them has it written. Which
 * edges are alike in this (calls alone, say) is the rule's to choose.
 */
export function edgesMissing<Edge extends { readonly attributes: Attributes }>(
  model: Model,
  ofOneCaller: readonly Edge[],
  attribute: string,
): readonly Edge[] {
  if (!model.complete || !ofOneCaller.some(({ attributes }) => isWritten(attributes, attribute)))
    return []
  return ofOneCaller.filter(({ attributes }) => !attributes.has(attribute))
}

/** True where a person wrote `none`. */
export function saysNone(attributes: Attributes, attribute: string): boolean {
  return isWritten(attributes, attribute) && wordIn(attributes, attribute) === 'none'
}

/** True where it is absent or `none`: what "no backup" means in a condition. */
export function hasNone(attributes: Attributes, attribute: string): boolean {
  return !attributes.has(attribute) || wordIn(attributes, attribute) === 'none'
}
