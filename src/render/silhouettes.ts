// The silhouette of every kind: a closed outline within a box that begins at 0, 0, and lines inside it
// that are only stroked. Stores are vessels, brokers are pipes, what people touch is a screen; no two
// kinds of component share an outline, so that a picture reads without colours and at half its size.

import type { BuiltinKind } from '#src/layout/drawing.ts'
import { bucket, cloud, cylinder, gauge, globe, outlets, padlock, pipe, wave } from './curved.ts'
import type { Draw, Silhouette } from './silhouette.ts'
import {
  box,
  card,
  chip,
  container,
  fan,
  hexagon,
  house,
  octagon,
  railed,
  screen,
  signpost,
  slanted,
} from './straight.ts'

export function silhouetteOf(kind: BuiltinKind, width: number, height: number): Silhouette {
  return draws[kind](width, height)
}

const draws: Readonly<Record<BuiltinKind, Draw>> = {
  client: screen,
  dns: signpost,
  cdn: globe,
  lb: fan,
  gateway: hexagon,
  service: box,
  worker: railed,
  function: slanted,
  scheduler: octagon,
  cache: chip,
  database: cylinder,
  search: card,
  warehouse: house,
  queue: pipe,
  topic: outlets,
  stream: wave,
  blob: bucket,
  lock: padlock,
  monitor: gauge,
  external: cloud,
  group: container,
  system: container,
  network: container,
  region: container,
  zone: container,
  pool: container,
}
