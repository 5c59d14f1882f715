// The colours of a picture, light and dark, and the style sheet that lets one file follow the viewer.
// Every colour is written twice: as a plain attribute, for programs that know no custom properties, and
// as a class whose custom property changes with `prefers-color-scheme`. Texts keep a contrast of 4.5:1
// to what is behind them, outlines 3:1.

import type { BuiltinKind } from '#src/layout/drawing.ts'

export type Family =
  | 'people'
  | 'traffic'
  | 'compute'
  | 'store'
  | 'memory'
  | 'broker'
  | 'control'
  | 'outside'

export type Tone =
  | 'page'
  | 'ink'
  | 'quiet'
  | 'line'
  | 'faint'
  | 'plate'
  | 'rim'
  | 'border'
  | `tint${0 | 1 | 2 | 3}`
  | `${Family}-fill`
  | `${Family}-line`

export type Theme = Readonly<Record<Tone, string>>

export const fontStack =
  "'Liberation Sans', Arial, Helvetica, 'Helvetica Neue', 'Nimbus Sans', 'DejaVu Sans', sans-serif"

export const light: Theme = {
  page: '#ffffff',
  ink: '#0f172a',
  quiet: '#475569',
  line: '#475569',
  faint: '#6b7a90',
  plate: '#ffffff',
  rim: '#cbd5e1',
  border: '#64748b',
  tint0: '#f8fafc',
  tint1: '#f1f5f9',
  tint2: '#e8eef5',
  tint3: '#dfe7f0',
  'people-fill': '#eef2f7',
  'people-line': '#334155',
  'traffic-fill': '#e8f1ff',
  'traffic-line': '#1d4ed8',
  'compute-fill': '#e6f7ef',
  'compute-line': '#047857',
  'store-fill': '#fff1de',
  'store-line': '#b45309',
  'memory-fill': '#fdf6c9',
  'memory-line': '#8a6100',
  'broker-fill': '#f1ecff',
  'broker-line': '#6d28d9',
  'control-fill': '#fdebf5',
  'control-line': '#be185d',
  'outside-fill': '#ffffff',
  'outside-line': '#526074',
}

export const dark: Theme = {
  page: '#0b1120',
  ink: '#f1f5f9',
  quiet: '#b4c0d0',
  line: '#a3b1c4',
  faint: '#8192a8',
  plate: '#0b1120',
  rim: '#475569',
  border: '#7c8ba1',
  tint0: '#111a2c',
  tint1: '#172236',
  tint2: '#1d2a41',
  tint3: '#24324b',
  'people-fill': '#1e293b',
  'people-line': '#cbd5e1',
  'traffic-fill': '#10254d',
  'traffic-line': '#7db0ff',
  'compute-fill': '#08301f',
  'compute-line': '#4ade9f',
  'store-fill': '#3a2308',
  'store-line': '#fbb454',
  'memory-fill': '#332b05',
  'memory-line': '#f2d43d',
  'broker-fill': '#281a4d',
  'broker-line': '#b9a1ff',
  'control-fill': '#42122c',
  'control-line': '#f58cc0',
  'outside-fill': '#0b1120',
  'outside-line': '#a3b1c4',
}

export const familyOf: Readonly<Record<BuiltinKind, Family>> = {
  client: 'people',
  dns: 'traffic',
  cdn: 'traffic',
  lb: 'traffic',
  gateway: 'traffic',
  service: 'compute',
  worker: 'compute',
  function: 'compute',
  scheduler: 'control',
  cache: 'memory',
  database: 'store',
  search: 'store',
  warehouse: 'store',
  queue: 'broker',
  topic: 'broker',
  stream: 'broker',
  blob: 'store',
  lock: 'control',
  monitor: 'control',
  external: 'outside',
  group: 'outside',
  system: 'people',
  network: 'compute',
  region: 'traffic',
  zone: 'outside',
  pool: 'broker',
}

/** The attributes that paint with a tone: a plain colour, and the class that the style sheet overrides. */
export function paint(
  fill: Tone | 'none',
  stroke: Tone | 'none',
): Readonly<Record<string, string>> {
  const classes = [
    ...(fill === 'none' ? [] : [`f-${fill}`]),
    ...(stroke === 'none' ? [] : [`s-${stroke}`]),
  ]
  return {
    fill: fill === 'none' ? 'none' : light[fill],
    ...(stroke === 'none' ? {} : { stroke: light[stroke] }),
    ...(classes.length > 0 ? { class: classes.join(' ') } : {}),
  }
}

export function styleSheet(): string {
  // The keys of a theme are its tones: its type says so.
  const tones = Object.keys(light) as readonly Tone[]
  const variables = (theme: Theme) => tones.map((tone) => `--${tone}:${theme[tone]}`).join(';')
  const rules = tones.map(
    (tone) =>
      `.loadpath .f-${tone}{fill:var(--${tone})}.loadpath .s-${tone}{stroke:var(--${tone})}`,
  )
  return [
    `.loadpath{${variables(light)}}`,
    `@media (prefers-color-scheme:dark){.loadpath{${variables(dark)}}}`,
    ...rules,
  ].join('\n')
}
