// `loadpath/graph` as a program of one's own gets it: the built file that package.json names.

import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type * as Graph from '#src/graph/index.ts'
import manifest from '../../package.json' with { type: 'json' }
import { root } from '../tidy/tree.ts'

const path = join(root, manifest.exports['./graph'].default)

/** The declarations are those of the source that it was built from. */
export const graph: typeof Graph = await import(pathToFileURL(path).href)
