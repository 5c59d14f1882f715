// Of what a requirement on an attribute speaks: of the selected components whose kind has it, else of their edges.
// Copies and places are nothing to ask of what somebody else runs.

import { edgeAttributes } from '#src/kinds/attributes.ts'
import { builtinKind } from '#src/kinds/kinds.ts'
import { isContainer } from '#src/model/roles.ts'
import type { Asked, Subject } from './answers.ts'
import type { State } from './state.ts'
import { componentsMeant, edgesMeant } from './subjects.ts'

const ofCopies: readonly string[] = ['replicas', 'autoscale', 'zones', 'needs', 'shards']

export function subjectsOfAttribute(
  { model, reliability }: State,
  asked: Asked,
  attribute: string,
): readonly Subject[] {
  const { system } = reliability
  const ids = componentsMeant(system, asked)
  const having = ids.filter((id) => {
    const component = model.components[id]!
    if (isContainer(component) || !hasAttribute(component.builtin, attribute)) return false
    return !(component.managed && ofCopies.includes(attribute))
  })
  if (!asked.to && (having.length > 0 || !Object.hasOwn(edgeAttributes, attribute))) {
    return having.map((id) => ({
      kind: 'component',
      name: model.components[id]!.name,
      component: id,
    }))
  }
  return edgesMeant(system, asked)
}

function hasAttribute(kind: string, attribute: string): boolean {
  return Object.hasOwn(builtinKind(kind)?.attributes ?? {}, attribute)
}
