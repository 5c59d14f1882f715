// `loadpath/testing`: what a test of a system or of a custom rule needs, free of the machine.

export { lint, load, memoryHost, report } from './index.ts'
