// The scenes that the tests of pictures draw, made by hand and generated with a fixed seed, and a layout
// that runs in this process.

import type { ElkGraph } from '#src/layout/elk-types.ts'
import { type LaidOut, layoutScene, type RunLayout } from '#src/layout/layout.ts'
import type { Model } from '#src/model/model.ts'
import { renderSvg } from '#src/render/render.ts'
import { type ProjectOptions, project } from '#src/view/project.ts'
import { validModelOf } from './model.ts'
import { buildModel, type ComponentRow, type EdgeRow } from './model-builder.ts'

export const runHere: RunLayout = async (graph) => {
  const { default: Elk } = await import('elkjs/lib/elk.bundled.js')
  try {
    // A copy crosses into the layout, as it does into a worker: ELK writes into what it is given.
    const placed: unknown = await new Elk.default().layout(structuredClone(graph) as never)
    return placed as ElkGraph
  } catch {
    return 'failed'
  }
}

export async function pictureOf(model: Model): Promise<string> {
  const { drawing } = await drawn(model)
  return renderSvg(drawing)
}

export function drawn(model: Model, options: ProjectOptions = {}): Promise<LaidOut> {
  return layoutScene(project(model, options), runHere)
}

/** A picture small enough to be read as text. */
export const small = validModelOf(`
title "A small shop"
client web "Browser"
region eu "Europe" {
  zone a
  zone b
  service shop "Shop" { replicas: 2, zones: [a, b], description: "Takes orders", link: "https://example.org/shop" }
  queue jobs "Mails to send"
  database orders "Orders" { replicas: 3, zones: [a, b], tech: "PostgreSQL" }
  database copy "Orders for reports"
}
web -> shop "HTTPS" -> orders
shop ~> jobs
orders => copy
`)

/** A model of everyday size, in the language. */
export const photoSharing = validModelOf(`
title "Photo sharing"

client web    "Browser"
client mobile "Mobile app"
cdn edge  "CDN"
dns route "DNS"

region us-east {
  zone a
  zone b
  zone c
  lb       front  "Load balancer" { replicas: 2, zones: [a, b] }
  service  api    "Photo API"     { replicas: 9, zones: all }
  cache    hot    "Redis"         { replicas: 2, zones: [a, b] }
  database meta   "Metadata"      { replicas: 3, zones: all, replication: sync }
  blob     photos "Photo store"   { managed: yes }
  queue    jobs   "Resize jobs"   { replicas: 3, zones: all, dlq: dead }
  queue    dead   "Dead letters"  { managed: yes }
  worker   resize "Thumbnailer"   { replicas: 4, zones: [a, b] }
}

web, mobile -> edge "images" -> photos "origin"
web, mobile -> route -> front "HTTPS" -> api
api -> hot, meta, photos
api ~> jobs ~> resize
resize -> photos, meta
`)

/** Containers in containers, copies across regions, and every arrow. */
export const twoRegions = validModelOf(`
title "Orders, in two regions"
client web "Web shop"
client app "App"
dns route "DNS"
external pay "Payment provider" { tech: "Stripe" }
monitor mon "Monitoring"
group data "Reporting" {
  scheduler nightly "Nightly"
  warehouse wh "Warehouse"
  function load "Loader"
}
region eu "Europe" {
  zone a
  zone b
  network front "Front network" { gateway gw "API gateway" { replicas: 2, zones: [a, b] } }
  system shop "Shop" {
    service orders "Orders" { replicas: 4, zones: [a, b] }
    service stock "Stock" { replicas: 2, zones: [a, b] }
    pool workers "Pickers" {
      worker w1
      worker w2
    }
    stream events "Events" { replicas: 3 }
    database db "Orders DB" { replicas: 3, zones: [a, b], tech: "PostgreSQL 17" }
    cache c "Stock cache" { replicas: 2 }
    lock lk "Stock lock"
    search idx "Product search"
  }
}
region us "North America" {
  zone a { service orders2 "Orders" }
  zone b { database db2 "Orders DB copy" }
}
web, app -> route -> gw "HTTPS"
gw -> orders "/orders", stock "/stock", idx
orders -> db, pay "charge"
orders ~> events ~> workers
stock -> c, lk
workers -> stock
db => db2 "replication"
route -> us.a.orders2 -> db2
events ~> load -> wh
nightly -> load
mon -> orders
mon -> stock
`)

const componentKinds = [
  'client',
  'dns',
  'cdn',
  'lb',
  'gateway',
  'service',
  'worker',
  'function',
  'scheduler',
  'cache',
  'database',
  'search',
  'warehouse',
  'queue',
  'topic',
  'stream',
  'blob',
  'lock',
  'monitor',
  'external',
] as const

const containerKinds = ['group', 'system', 'network', 'region', 'zone', 'pool'] as const

/** Every kind once, components in pairs, containers one inside the other. */
export const everyKind = buildModel(
  [
    ...componentKinds.map(
      (kind, i): ComponentRow => ({
        kind,
        name: kind,
        label: `A ${kind}`,
        copies: (i % 4) + 1,
      }),
    ),
    ...containerKinds.flatMap((kind, i): readonly ComponentRow[] => {
      const name = containerKinds.slice(0, i + 1).join('.')
      return [
        { kind, name, label: `A ${kind}` },
        { kind: 'service', name: `${name}.s${i}` },
      ]
    }),
  ],
  [
    ...componentKinds.slice(5).map((kind, i): EdgeRow => {
      const arrow = (['->', '~>', '=>'] as const)[i % 3]!
      const from = componentKinds[Math.floor(i / 3)]!
      return i % 4 === 0 ? [from, arrow, kind, `label ${i}`] : [from, arrow, kind]
    }),
    ['service', '->', 'group.system.network'],
    ['group.s0', '->', 'group.system.s1'],
    ['group.system.network.region.s3', '=>', 'group.system.network.region.zone.pool'],
  ],
  'Every kind',
)

const tiers = ['client', 'gateway', 'service', 'service', 'database'] as const

/** A system of five tiers; `groupSize` 0 is flat. About 1.4 edges per component, a quarter labelled. */
export function generated(size: number, groupSize: number, leaf?: 'with a leaf'): Model {
  const random = seeded(size * 31 + groupSize)
  const components: ComponentRow[] = []
  const edges: EdgeRow[] = []
  const names: string[] = []
  for (let i = 0; i < size; i++) {
    const group = groupSize > 0 ? `g${Math.floor(i / groupSize)}` : undefined
    if (group && i % groupSize === 0) components.push({ kind: 'group', name: group })
    const place = groupSize > 0 ? (i % groupSize) / groupSize : i / size
    const kind = tiers[Math.floor(place * tiers.length)]!
    const name = group ? `${group}.c${i}` : `c${i}`
    components.push({ kind, name, label: `Part ${i}`, copies: 1 + (i % 3) })
    names.push(name)
  }
  const unit = groupSize > 0 ? groupSize : size
  for (let i = 0; i < size; i++) {
    const start = i - (i % unit)
    const tier = Math.floor(((i - start) / unit) * tiers.length)
    if (tier === 0) continue
    const low = start + Math.ceil(((tier - 1) * unit) / tiers.length)
    const high = start + Math.ceil((tier * unit) / tiers.length)
    const from = low + Math.floor(random() * (high - low))
    const labelled = random() < 0.25
    edges.push(
      labelled ? [names[from]!, '->', names[i]!, 'reads'] : [names[from]!, '->', names[i]!],
    )
    if (random() < 0.25) edges.push([names[low]!, '~>', names[i]!])
  }
  if (groupSize > 0) {
    for (let group = 1; group * groupSize < size; group++) {
      const caller = Math.floor((group - 1) / 4) * groupSize + 2 + Math.floor(random() * 4)
      edges.push([names[caller]!, '->', names[group * groupSize + 3]!])
    }
  }
  if (leaf) {
    const parent = names[Math.floor(size / 2)]!
    const name = groupSize > 0 ? `${parent.slice(0, parent.indexOf('.'))}.leaf` : 'leaf'
    components.push({ kind: 'cache', name, label: 'One more' })
    edges.push([parent, '->', name])
  }
  return buildModel(components, edges, `Generated ${size}`)
}

/** Numbers from 0 to below 1 by a linear congruence. */
function seeded(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return state / 2 ** 32
  }
}
