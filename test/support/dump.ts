// A model as sorted lines of text, without places and numbers of things: two models that mean the same
// give the same lines, whatever order their statements stand in.

import type { Attributes, Model, Selector, Value } from '#src/model/model.ts'

export function dump(model: Model): readonly string[] {
  const name = (id: number) => model.components[id]?.name ?? '-'
  const value = (one: Value): string => {
    switch (one.kind) {
      case 'number':
        return `${one.value} ${one.dimension}`
      case 'range':
        return `${one.low}..${one.high}`
      case 'word':
        return one.word
      case 'text':
        return JSON.stringify(one.text)
      case 'date':
        return one.date
      case 'component':
        return name(one.component)
      case 'list':
        return `[${one.values.map(value).join(', ')}]`
      case 'free':
        return JSON.stringify(one.value)
    }
  }
  const attributes = (all: Attributes) =>
    [...all.values()]
      .map((one) => `${one.name}: ${value(one.value)}`)
      .sort()
      .join(', ')
  const selector = (one: Selector | undefined): string => {
    switch (one?.kind) {
      case undefined:
        return ''
      case 'kind':
        return `kind ${one.name}`
      case 'component':
        return name(one.component)
      case 'flow':
        return JSON.stringify(model.flows[one.flow]!.name)
      case 'tag':
        return `@${one.tag}`
      case 'everything':
        return '*'
    }
  }
  const ends = (edge: number) => {
    const { from, arrow, to, label } = model.edges[edge]!
    return `${name(from)} ${arrow} ${name(to)}${label === undefined ? '' : ` ${JSON.stringify(label)}`}`
  }

  const components = model.components.map((one) => {
    const zones = one.zones.length === 0 ? '' : ` in ${one.zones.map(name).join(' ')}`
    const managed = one.managed ? ' managed' : ''
    return `${one.kind}/${one.builtin} ${one.name} x${one.copies}${managed}${zones} { ${attributes(one.attributes)} }`
  })
  const groups = model.groups.map(({ needed, edges }) => {
    const each = edges.map(
      (edge) => `${ends(edge)} { ${attributes(model.edges[edge]!.attributes)} }`,
    )
    return needed === 'all' ? each : [`${needed} of (${each.sort().join(' | ')})`]
  })
  const flows = model.flows.map((flow) => {
    const { scope } = flow
    const way =
      scope.kind === 'everything'
        ? `all from ${name(scope.client)}`
        : scope.edges
            .map(({ edge, from, to, named, attributes: own }) => {
              const what = `${ends(edge)} as ${name(from)}…${name(to)} { ${attributes(own)} }`
              return named ? what : `(${what})`
            })
            .sort()
            .join('; ')
    return `flow ${JSON.stringify(flow.name)} ${way} { ${attributes(flow.attributes)} }`
  })
  const demands = model.requirements.map(
    (one) => `require ${one.text} for ${selector(one.for)} to ${selector(one.to)}`,
  )
  const policies = model.policies.map(
    (one) =>
      `${one.policy}${one.path ? ' path' : ''} ${selector(one.from)} ${one.arrow} ${selector(one.to)} ${one.reason}`,
  )
  const scenarios = model.scenarios.map((one) => {
    const failing = one.fail.map(
      ({ component, copy }) => `${name(component)}${copy ? `#${copy}` : ''}`,
    )
    const changed = one.amendments.map(
      (at) => `${name(at.component)} { ${attributes(at.attributes)} }`,
    )
    return `scenario ${one.name} fail [${failing.sort().join(', ')}] x${one.load} ${changed.sort().join('; ')}`
  })
  const title = model.title === undefined ? [] : [`title ${model.title}`]
  return [
    ...title,
    ...components,
    ...groups.flat(),
    ...flows,
    ...demands,
    ...policies,
    ...scenarios,
  ].sort()
}
