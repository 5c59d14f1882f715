// A database in one piece that gets more writes than one copy can do: every copy applies every write, so neither
// copies nor leaders help.

import {
  assumptionsOf,
  defineRule,
  flowsOfLoad,
  moreShards,
  mostBusy,
  named,
  numberIn,
  showApart,
  showRate,
  sources,
} from '#src/lint/rule.ts'

const tooMany = (name: string, writes: number, capacity: number): string => {
  const [gets, can] = showApart(showRate, writes, capacity)
  return `${named(name)} gets ${gets} of writes at peak, and a copy can do ${can}`
}

const why = 'every copy applies every write, so more copies or leaders take none of them away'

export default defineRule({
  id: 'write-bottleneck',
  category: 'capacity',
  severity: 'error',
  presets: ['recommended', 'strict'],
  since: '0.1.0',
  summary: 'a database in one piece gets more writes than one copy can do',
  options: {},
  yieldsTo: [],
  *check({ model, facts }) {
    for (const found of facts.full()) {
      const { load, capacity, store } = found
      const component = model.components[found.component]!
      if (component.builtin !== 'database' || !store) continue
      if ((numberIn(component.attributes, 'shards') ?? 1) > 1) continue
      if (load.peak.writes < capacity || load.peak.writes === 0) continue
      const { below, asks } = mostBusy(facts, component.id)
      const line = moreShards(facts, component, { spare: 0, below })
      yield {
        message: tooMany(component.name, load.peak.writes, capacity),
        at: component.at,
        subjects: [component.name],
        notes: [why, ...sources(load), ...assumptionsOf(load, model), ...asks],
        help:
          line === undefined
            ? 'write to it less'
            : `cut it into shards, by a key that spreads the writes: ${line}`,
        witness: { flows: flowsOfLoad(load), writes: load.peak.writes, capacity },
      }
    }
  },
})
