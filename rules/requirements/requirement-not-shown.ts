// Requirements that neither hold nor fail by what the file says: an input is unknown, or the number lies between
// bounds. One finding for each file, so that nobody takes silence for a pass.

import type { Answer, Finding } from '#src/lint/rule.ts'
import { counted, defineRule, listed } from '#src/lint/rule.ts'

const open = (count: number): string =>
  `${counted(count, 'requirement is', 'requirements are')} neither shown to hold nor to fail`

const lacks = ({ asked, cases, missing }: Answer): string => {
  const unknown = [...new Set([...missing, ...cases.flatMap((one) => one.missing)])]
  if (unknown.length === 0) return `\`${asked.text}\`: the number lies between bounds`
  return `\`${asked.text}\`: not known is ${listed(unknown)}`
}

const shown = 6

export default defineRule({
  id: 'requirement-not-shown',
  category: 'requirements',
  severity: 'info',
  raised: 'warning',
  presets: ['strict'],
  since: '0.1.0',
  summary: 'what a requirement needs to know is not written, or its number lies between bounds',
  options: {},
  yieldsTo: [],
  *check({ facts }) {
    const answers = [
      ...facts.requirements().map(facts.answer),
      ...facts
        .scenarios()
        .flatMap(({ scenario, answers: ofScenario }) =>
          scenario.requirements.length > 0 ? ofScenario.map(({ answer }) => answer) : [],
        ),
    ].filter(({ status }) => status === 'not-shown')
    const byFile = Map.groupBy(answers, ({ asked }) => asked.at.source)
    for (const inFile of byFile.values()) yield ofFile(inFile)
  },
})

function ofFile(answers: readonly Answer[]): Finding {
  const [first] = [...answers].sort((a, b) => a.asked.at.start - b.asked.at.start)
  const texts = answers.map(({ asked }) => asked.text)
  const rest = answers.length - shown
  return {
    message: open(answers.length),
    at: first!.asked.at, // a group has at least one
    subjects: texts,
    about: 'requirement',
    notes: [
      ...answers.slice(0, shown).map(lacks),
      ...(rest > 0 ? [counted(rest, 'more like these', 'more like these')] : []),
    ],
    help: 'write what is not known; until then the requirement is no promise',
    witness: { requirements: texts },
    raised: answers.some(({ cases }) => cases.some(isBetween)),
  }
}

/** A number that was computed, and not well enough. */
function isBetween({ status, method }: Answer['cases'][number]): boolean {
  return status === 'not-shown' && method !== 'exact'
}
