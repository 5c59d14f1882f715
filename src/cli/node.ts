// `loadpath/node`: what a program of one's own needs to use `loadpath` in a Node process, as the command
// line does: a Host that reads the disk, and a way to run a layout in a worker thread.

export { nodeHost } from './node-host.ts'
export { runLayout } from './run-layout.ts'
