// Parts of a system, each with its top and with the nearest way to that from where requests can begin. A part holds
// what edges tie together; work runs along its calls and messages, from a broker to what polls it.

import { isBroker } from '#src/model/roles.ts'
import type { System } from './calls.ts'
import type { Branch, Call } from './facts.ts'
import type { Walks } from './walks.ts'

/** The components by the parts that they form among themselves; by the least id of each. O(edges) for each part. */
export function branchesOf(
  system: System,
  walks: Walks,
  components: readonly number[],
): readonly Branch[] {
  const open = new Set(components)
  const into = (id: number) => stepsInto(system, walks, id)
  const branches: Branch[] = []
  for (const first of components) {
    if (!open.has(first)) continue
    const part = new Set([first])
    for (const id of part) for (const next of beside(walks, id)) if (open.has(next)) part.add(next)
    for (const id of part) open.delete(id)
    const members = [...part].sort((a, b) => a - b)
    const tops = members.filter((id) => into(id).every(({ from }) => !part.has(from)))
    const found = wayTo(system, tops.length > 0 ? tops : members, into)
    const { top, way } = found ?? { top: tops[0] ?? members[0]!, way: undefined }
    const inside = members.flatMap((id) =>
      walks.edgesOf(id).filter(({ edge, to }) => part.has(to) && to !== id && isNameable(edge)),
    )
    branches.push({ members, top, way, calls: inside })
  }
  return branches
}

function beside(walks: Walks, id: number): readonly number[] {
  return [...walks.edgesOf(id).map(({ to }) => to), ...walks.edgesInto(id).map(({ from }) => from)]
}

/** One step that work takes, and the call that says so. */
interface Step {
  readonly from: number
  readonly call: Call
}

/** Of monitors, copies and dead letters no work comes. */
function stepsInto(system: System, walks: Walks, id: number): readonly Step[] {
  const { components } = system.model
  const isPolling = (call: Call) => system.isConsumption({ ...call.edge, ...call })
  const called = walks
    .edgesInto(id)
    .filter((call) => isNameable(call.edge) && !isPolling(call) && call.from !== id)
    .filter(({ from }) => components[from]!.builtin !== 'monitor')
    .map((call) => ({ from: call.from, call }))
  const polled = walks
    .edgesOf(id)
    .filter((call) => isPolling(call))
    .map((call) => ({ from: call.to, call }))
  return [...called, ...polled]
}

function isNameable({ arrow, implicit }: Call['edge']): boolean {
  return arrow !== '=>' && !implicit
}

const beginners: readonly string[] = ['client', 'scheduler', 'external']

interface Way {
  readonly top: number
  readonly way: readonly Call[]
}

type Onward = ReadonlyMap<number, { readonly to: number; readonly call: Call } | undefined>

/** Breadth first against the steps, from all tops at once; undefined where nothing leads to any of them. */
function wayTo(
  { model }: System,
  tops: readonly number[],
  into: (id: number) => readonly Step[],
): Way | undefined {
  const { components } = model
  const onward = new Map<number, { readonly to: number; readonly call: Call } | undefined>(
    tops.map((id) => [id, undefined]),
  )
  for (const id of onward.keys()) {
    const one = components[id]!
    if (beginners.includes(one.builtin) || isBroker(one)) return wayFrom(id, onward)
    for (const { from, call } of into(id)) if (!onward.has(from)) onward.set(from, { to: id, call })
  }
  return undefined
}

function wayFrom(id: number, onward: Onward): Way {
  const way: Call[] = []
  let top = id
  for (let step = onward.get(id); step; step = onward.get(step.to)) {
    way.push(step.call)
    top = step.to
  }
  return { top, way }
}
