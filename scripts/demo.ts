// `npm run demo`: lints and draws an example with the program as it was built, and says where the picture
// is. It shows findings, so it ends with 0 whatever they are; only a program that does not run fails it.

import { spawnSync } from 'node:child_process'
import { mkdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const example = 'examples/online-boutique/main.arch'
const picture = 'out/online-boutique.svg'

mkdirSync(`${root}/out`, { recursive: true })
show('check', example)
show('render', example, '-o', picture)
console.log(`\nThe picture: ${picture}`)

function show(...words: readonly string[]): void {
  console.log(`\n$ npx loadpath ${words.join(' ')}`)
  const { status } = spawnSync(process.execPath, ['dist/bin.mjs', ...words], {
    cwd: root,
    stdio: 'inherit',
  })
  if (status === 2 || status === 3 || status === null) process.exit(1)
}
