// A model, its facts and what is to happen → the sheet of estimates in that state: a scenario changes attributes, takes
// things away and multiplies what is asked for; a load alone does the last of these.

import { analyze } from '#src/analysis/analyze.ts'
import { estimatesOf } from '#src/analysis/estimates/estimates.ts'
import { type Situation, situationOf } from '#src/analysis/estimates/situation.ts'
import { eventsOf } from '#src/analysis/events.ts'
import type { Facts } from '#src/analysis/facts.ts'
import { changed } from '#src/model/changed.ts'
import type { Failure, Model } from '#src/model/model.ts'
import type { Happening } from '#src/simulate/question.ts'
import { type Sheet, sheetOf } from './sheet.ts'

/** `onStep` hears how many of how many steps are done. */
export function estimate(
  model: Model,
  facts: Facts,
  happening: Happening | undefined,
  onStep?: (done: number, all: number) => void,
): Sheet {
  const situation = situationIn(model, facts, happening)
  return sheetOf(situation.model, estimatesOf(situation, onStep), stateText(model, happening))
}

function situationIn(model: Model, facts: Facts, happening: Happening | undefined): Situation {
  if (!happening) return situationOf(model, facts, facts, 1)
  if (happening.kind === 'state') {
    const { failures, load } = happening
    return situationOf(model, facts, under(facts, failures, load), load)
  }
  const { amendments, fail, load } = happening.scenario
  if (amendments.length === 0) return situationOf(model, facts, under(facts, fail, load), load)
  const other = changed(model, { components: amendments })
  const otherFacts = analyze(other)
  return situationOf(other, otherFacts, under(otherFacts, fail, load), load)
}

function under(facts: Facts, failures: readonly Failure[], load: number): Situation['loads'] {
  return facts.loadsUnder({ failed: eventsOf(failures), load })
}

/** Empty where all is as usual. */
function stateText({ components }: Model, happening: Happening | undefined): string {
  if (!happening) return ''
  const { load } = happening.kind === 'scenario' ? happening.scenario : happening
  const failures = happening.kind === 'scenario' ? happening.scenario.fail : happening.failures
  const lost = failures.map(({ component, copy }) => {
    const { name } = components[component]!
    return copy === undefined ? name : `${name}#${copy}`
  })
  return [
    ...(happening.kind === 'scenario' ? [`scenario "${happening.scenario.name}"`] : []),
    ...(lost.length > 0 ? [`${lost.join(', ')} lost`] : []),
    ...(load === 1 ? [] : [`${load} times the load`]),
  ].join(', ')
}
