// One cold run, for bench/run.ts: reads a file to a linked model, the first time that this process does so,
// and prints the milliseconds. Loading the program itself is not counted; it is measured with `--version`.

import { readFileSync } from 'node:fs'
import { modelOf } from './model.ts'

const text = readFileSync(process.argv[2]!, 'utf8')
const start = performance.now()
modelOf(text)
console.log(performance.now() - start)
