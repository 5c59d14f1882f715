// The icon of every kind, drawn for this project: strokes on a field of 24 by 24.
// An icon repeats what the outline says, for those who know it from other diagrams.

import type { BuiltinKind } from '#src/layout/drawing.ts'

export const iconOf: Readonly<Record<BuiltinKind, string>> = {
  client: 'M12 4a4 4 0 0 1 0 8a4 4 0 0 1 0-8M4 21a8 7.5 0 0 1 16 0',
  dns: 'M12 3v18M5 5h12l3 2.500l-3 2.500H5zM19 13H8l-3 2.500l3 2.500h11z',
  cdn: 'M12 3a9 9 0 0 1 0 18a9 9 0 0 1 0-18M3 12h18M12 3c-5 5-5 13 0 18M12 3c5 5 5 13 0 18',
  lb: 'M3 12h6M9 12l6-7h5M9 12h11M9 12l6 7h5M17.5 2.500L20 5l-2.5 2.500M17.5 9.500L20 12l-2.5 2.500M17.5 16.500L20 19l-2.5 2.5',
  gateway: 'M4 21V9a8 6 0 0 1 16 0v12M2 21h20M12 21v-9M8 21v-8M16 21v-8M4 11h16',
  service: 'M12 2.500l8 4.600v9.800l-8 4.600l-8-4.600V7.100zM4 7.100l8 4.700l8-4.700M12 11.800v9.7',
  worker:
    'M12 8.500a3.5 3.5 0 0 1 0 7a3.5 3.5 0 0 1 0-7M12 2v3.500M12 18.500V22M2 12h3.500M18.5 12H22M4.9 4.900l2.5 2.500M16.6 16.600l2.5 2.500M19.1 4.900l-2.5 2.500M7.4 16.600l-2.5 2.5',
  function: 'M5 3h3.500l9 18H20M11.5 10L6 21',
  scheduler: 'M12 3a9 9 0 0 1 0 18a9 9 0 0 1 0-18M12 7v5l3.5 2.5',
  cache: 'M13 2L5 13.500h6L10 22l9-12h-6.500z',
  database: 'M4 6a8 3 0 0 1 16 0a8 3 0 0 1-16 0M4 6v12a8 3 0 0 0 16 0V6M4 12a8 3 0 0 0 16 0',
  search: 'M10.5 4a6.5 6.5 0 0 1 0 13a6.5 6.5 0 0 1 0-13M15.3 15.300L21 21',
  warehouse: 'M3 21V9l9-5.500L21 9v12zM7 21v-8h10v8M7 17h10',
  queue: 'M2 8h13v8H2zM6.3 8v8M10.7 8v8M18 12h4M19.5 9.500L22 12l-2.5 2.5',
  topic: 'M3 10v4l4 .500L17 19V5L7 9.500zM7 14.500L8.5 20h2.500M20 9a4 4 0 0 1 0 6',
  stream:
    'M2 7c3.3-3 6.7-3 10 0s6.7 3 10 0M2 12.500c3.3-3 6.7-3 10 0s6.7 3 10 0M2 18c3.3-3 6.7-3 10 0s6.7 3 10 0',
  blob: 'M4 6a8 2.8 0 0 1 16 0a8 2.8 0 0 1-16 0M4 6l2 13a6 2 0 0 0 12 0l2-13',
  lock: 'M5 11h14v10H5zM8 11V7.500a4 4 0 0 1 8 0V11M12 15v2.5',
  monitor: 'M2 12h4.500l2.5-7l5 14l3-7h5',
  external: 'M14 4h6v6M20 4l-9 9M11 5H5v14h14v-6',
  group: 'M3 6h6l2 2.500h10V19H3z',
  system: 'M4 4h16v16H4zM4 9h16M9 9v11',
  network: 'M9 3h6v5H9zM3 16h6v5H3zM15 16h6v5h-6zM12 8v4M6 16v-4h12v4',
  region:
    'M12 21.500C7.5 16 5 12.5 5 9.500a7 7 0 0 1 14 0c0 3-2.5 6.5-7 12M12 7a2.5 2.5 0 0 1 0 5a2.5 2.5 0 0 1 0-5',
  zone: 'M5 21V4h9v17M14 9h5v12M3 21h18M8 8h3M8 12h3M8 16h3',
  pool: 'M12 3l9 4.500L12 12L3 7.500zM3 12l9 4.500l9-4.500M3 16.500L12 21l9-4.5',
}
