// Mistakes in edges, flows, requirements, scenarios and selectors.

import type { Name } from '#grammar/ast.ts'
import type { Diagnostic } from '#grammar/diagnostic.ts'
import { nearest } from '#grammar/nearest.ts'
import type { Span } from '#grammar/source.ts'
import {
  didYouMean,
  didYouMeanOne,
  didYouMeanText,
  perhaps,
  perhapsOne,
  perhapsText,
  told,
} from './told.ts'

export function intoOwnContainer(at: Span, from: string, container: string): Diagnostic {
  return told(
    'edge-into-own-container',
    at,
    `\`${from}\` stands inside \`${container}\`: an edge cannot enter what it comes from`,
    {
      help: `name the component in \`${container}\` that is called`,
    },
  )
}

export function noEntry(at: Span, container: string, isEmpty: boolean): Diagnostic {
  return told('no-entry', at, `nothing in \`${container}\` can be entered`, {
    notes: [
      isEmpty
        ? 'it holds no components'
        : 'an edge to a container enters it at the parts that nothing inside calls; here every part is called from inside, or starts work itself',
    ],
    help: 'name the component that the edge enters',
  })
}

export function atLeastTooMany(at: Span, needed: number, targets: number): Diagnostic {
  return told('out-of-range', at, `${needed} of ${targets} targets cannot be needed`, {
    help: `write \`${targets} of (…)\`, or name more targets`,
  })
}

export function undeclaredEdge(
  at: Span,
  edge: string,
  hint: { readonly help: string; readonly related?: Span },
): Diagnostic {
  return told('undeclared-edge', at, `no edge \`${edge}\` is declared`, {
    notes: ['a flow takes edges that are declared outside it'],
    help: hint.help,
    related: hint.related ? [{ message: 'declared here', at: hint.related }] : [],
  })
}

export function unknownLabel(at: Span, label: string, labels: readonly string[]): Diagnostic {
  const known =
    labels.length === 0
      ? 'the declared edge has no label'
      : `labels there: ${labels.map((one) => `"${one}"`).join(', ')}`
  return told('undeclared-edge', at, `no edge here is labelled "${label}"`, {
    notes: [known],
    fix: perhapsText(at, nearest(label, labels)),
    help:
      didYouMeanText(nearest(label, labels)) ??
      'remove the label, or write the one of the declared edge',
  })
}

export function shareTooLarge(at: Span, client: string, percent: string): Diagnostic {
  return told(
    'share-too-large',
    at,
    `the flows of \`${client}\` share ${percent} of its requests`,
    {
      help: 'lower the shares until their sum is at most 100%',
    },
  )
}

export function rateTooLarge(at: Span, client: string, taken: string, asked: string): Diagnostic {
  return told(
    'share-too-large',
    at,
    `the flows of \`${client}\` take ${taken}, and it asks ${asked} on average`,
    {
      notes: ['the rate of a flow of clients is a share of what they ask, in other words'],
      help: `lower the rates and shares until their sum is at most ${asked}, or write what \`${client}\` asks`,
    },
  )
}

/** A warning: the rate counts. */
export function rateAndShare(at: Span): Diagnostic {
  return told('rate-and-share', at, 'the flow has a `rate`, and this `share` counts nothing', {
    severity: 'warning',
    notes: ['of what clients ask a rate is a share in other words'],
    help: 'remove one of the two',
  })
}

export function emptyFlow(at: Span): Diagnostic {
  return told('empty-flow', at, 'the flow takes no edge', {
    help: 'name the way of its requests: `flow "View" { web -> api -> orders }`',
  })
}

export function unknownMetric(name: Name, metrics: readonly string[]): Diagnostic {
  return told('unknown-metric', name.span, `nothing called \`${name.text}\` can be required`, {
    fix: perhaps(name.span, nearest(name.text, metrics)),
    help:
      didYouMean(nearest(name.text, metrics)) ??
      'write a metric or an attribute: `require availability >= 99.9%`, `require survive 1 zone`, `require replicas >= 2 for database`',
  })
}

export function requirementLacksTarget(name: Name, instead: string): Diagnostic {
  return told('missing-target', name.span, `\`${name.text}\` is required, and no target is given`, {
    help: `write \`${instead}\``,
  })
}

export function unknownSelector(name: Name, near: readonly string[]): Diagnostic {
  return told('unknown-selector', name.span, `\`${name.text}\` is neither a kind nor a component`, {
    help: didYouMeanOne(near),
    fix: perhapsOne(name.span, near),
  })
}

/** A warning: the text is understood, and selects nothing. */
export function unknownTag(at: Span, tag: string, known: Iterable<string>): Diagnostic {
  const near = nearest(tag, known)
  return told('unknown-tag', at, `nothing is tagged \`${tag}\`, and nothing holds such data`, {
    severity: 'warning',
    fix: near === undefined ? undefined : perhaps(at, `@${near}`),
    help:
      near === undefined ? `tag what is meant: \`tags: [${tag}]\`` : `did you mean \`@${near}\`?`,
  })
}

export function unknownFlow(at: Span, name: string, flows: readonly string[]): Diagnostic {
  const first = flows.slice(0, 3).map((flow) => `"${flow}"`)
  const known =
    flows.length === 0
      ? `declare it: \`flow "${name}" { web -> api }\``
      : `flows there: ${first.join(', ')}${flows.length > 3 ? ' …' : ''}`
  return told('unknown-flow', at, `there is no flow "${name}"`, {
    fix: perhapsText(at, nearest(name, flows)),
    help: didYouMeanText(nearest(name, flows)) ?? known,
  })
}

export function unknownSurvival(name: Name): Diagnostic {
  return told(
    'unknown-metric',
    name.span,
    `\`survive\` counts zones, regions, copies or components, not \`${name.text}\``,
    {
      help:
        didYouMean(nearest(name.text, ['zone', 'region', 'copy', 'component'])) ??
        'write `require survive 1 zone`',
    },
  )
}

export function wrongCount(at: Span): Diagnostic {
  return told('out-of-range', at, 'what is survived is counted in whole numbers from 1', {
    help: 'write `require survive 1 zone`',
  })
}

export function emptyText(at: Span, what: string, instead: string): Diagnostic {
  return told('empty-text', at, `${what} is empty`, { help: `write \`${instead}\`` })
}

export function cannotFail(at: Span, name: string, kind: string): Diagnostic {
  return told('cannot-fail', at, `\`${name}\` is a ${kind}, and these never fail`, {
    notes: [
      kind === 'client'
        ? 'a client is where requests begin; what stops it is no part of the system'
        : 'a monitor watches; what it watches goes on without it',
    ],
    help: 'name what is lost: a component, one of its copies, a zone or a region',
  })
}

export function holdsNothing(at: Span, name: string): Diagnostic {
  return told('cannot-fail', at, `nothing in \`${name}\` can fail`, {
    help: 'name what is lost: a component, one of its copies, a zone or a region',
  })
}

export function unknownCopy(at: Span, name: string, copies: number): Diagnostic {
  return told(
    'unknown-copy',
    at,
    `\`${name}\` names no copy: there ${copies === 1 ? 'is one copy' : `are ${copies} copies`}`,
    {
      help: 'copies are counted from 1: `fail: ["api#2"]`',
    },
  )
}
