import { readFileSync } from 'node:fs'
import { analyze } from '#src/analysis/analyze.ts'
import { modelOf } from './support/model.ts'

const { model } = modelOf(readFileSync(process.argv[2]!, 'utf8'))
const facts = analyze(model)
const t = (name: string, f: () => unknown) => {
  const a = performance.now()
  const r = f()
  console.log(name, Math.round(performance.now() - a))
  return r
}
t('singlePoints', () => facts.singlePoints())
t('zoneOutages', () => facts.zoneOutages())
t('blasts', () => facts.blasts())
t('bearing', () => model.flows.map(facts.bearingOn))
t('availability', () => model.flows.map(facts.availability))
t('cutsets', () => model.flows.map((f) => facts.cutSets(f, 3)))
t('importance', () =>
  model.flows.map((f) => facts.bearingOn(f).map((id) => facts.importance(f, id))),
)
t('latency', () => model.flows.map((f) => facts.latency(f)))
t('requirements', () => facts.requirements().map((a) => facts.answer(a)))
t('scenarios', () => facts.scenarios())
console.log(facts.requirements().length, facts.scenarios().length)
