// What the public functions of `loadpath/graph` refuse: each check throws a RangeError that names the argument, its
// place and its value; a TypeError where an argument is no object or no list at all. Within the project nothing is checked twice, so only the public functions call these.

import type { Digraph } from './digraph.ts'
import type { Network } from './network.ts'
import type { Structure } from './structure.ts'

/** Events and gates together, nodes, servers: what fits into memory and a few seconds. */
export const mostNumbered = 10_000_000

const notWhole = (name: string, value: unknown, least: number, most: number): string =>
  `${name} is ${shown(value)}; it must be a whole number from ${least} to ${most}`
const notProbability = (name: string, value: unknown): string =>
  `${name} is ${shown(value)}; it must be a number from 0 to 1`
const wrongLength = (name: string, length: number, wanted: number, of: string): string =>
  `${name} has ${length} entries for ${wanted} ${of}`
const notPositive = (name: string, value: unknown): string =>
  `${name} is ${shown(value)}; it must be a finite number, 0 or more`

/** Of what is no number only its type is told. */
function shown(value: unknown): string {
  return typeof value === 'number' ? String(value) : `of type ${typeof value}`
}

function refuse(message: string): never {
  throw new RangeError(message)
}

const notObject = (name: string, value: unknown): string =>
  `${name} is ${typed(value)}; it must be an object`
const notList = (name: string, value: unknown): string =>
  `${name} is ${typed(value)}; it must be an array of numbers`

function typed(value: unknown): string {
  return value === null || value === undefined ? String(value) : `of type ${typeof value}`
}

export function checkObject(name: string, value: unknown): void {
  if (typeof value !== 'object' || value === null) throw new TypeError(notObject(name, value))
}

/** Whatever has a length: arrays and typed arrays. */
export function checkList(name: string, value: unknown): void {
  const isObject = typeof value === 'object' && value !== null
  if (!isObject || !('length' in value) || typeof value.length !== 'number')
    throw new TypeError(notList(name, value))
}

/** Of objects. */
function checkArray(name: string, value: unknown): void {
  if (!Array.isArray(value)) {
    throw new TypeError(`${name} is ${typed(value)}; it must be an array`)
  }
}

export function checkWhole(name: string, value: number, least: number, most: number): void {
  if (!Number.isInteger(value) || value < least || value > most)
    refuse(notWhole(name, value, least, most))
}

export function checkAmount(name: string, value: number): void {
  if (!Number.isFinite(value) || value < 0) refuse(notPositive(name, value))
}

/** All indexes into `count` things. */
export function checkIndexes(name: string, values: ArrayLike<number>, count: number): void {
  checkList(name, values)
  for (let i = 0; i < values.length; i++) checkIndex(name, i, values[i]!, count)
}

function checkIndex(name: string, place: number, value: number, count: number): void {
  if (!Number.isInteger(value) || value < 0 || value >= count) {
    refuse(
      count === 0
        ? `${name}[${place}] is ${shown(value)}, and there is nothing to name`
        : notWhole(`${name}[${place}]`, value, 0, count - 1),
    )
  }
}

export function checkLength(
  name: string,
  values: ArrayLike<number>,
  wanted: number,
  of: string,
): void {
  checkList(name, values)
  if (values.length !== wanted) refuse(wrongLength(name, values.length, wanted, of))
}

function checkProbability(name: string, value: number): void {
  if (typeof value !== 'number' || !(value >= 0 && value <= 1)) refuse(notProbability(name, value))
}

/** One for each event. */
export function checkProbabilities(values: ArrayLike<number>, eventCount: number): void {
  checkLength('probabilities', values, eventCount, 'events')
  for (let i = 0; i < values.length; i++) checkProbability(`probabilities[${i}]`, values[i]!)
}

export function checkStructure(structure: Structure): void {
  checkObject('structure', structure)
  const { eventCount, gates, top } = structure
  checkArray('gates', gates)
  checkWhole('eventCount', eventCount, 0, mostNumbered - gates.length)
  const count = eventCount + gates.length
  for (let gate = 0; gate < gates.length; gate++) {
    checkObject(`gate ${gate}`, gates[gate])
    const { atLeast, inputs } = gates[gate]!
    if (!Number.isInteger(atLeast)) {
      refuse(`atLeast of gate ${gate} is ${shown(atLeast)}; it must be a whole number`)
    }
    checkIndexes(`inputs of gate ${gate}`, inputs, count)
  }
  if (count === 0) refuse('the structure has neither events nor gates, and so no top')
  checkWhole('top', top, 0, count - 1)
}

export function checkNetwork(network: Network): void {
  checkObject('network', network)
  const { nodeCount, edges, terminals } = network
  checkArray('edges', edges)
  checkWhole('nodeCount', nodeCount, 0, mostNumbered)
  for (let edge = 0; edge < edges.length; edge++) {
    checkObject(`edge ${edge}`, edges[edge])
    const { from, to, unavailability } = edges[edge]!
    checkIndexes(`ends of edge ${edge}`, [from, to], nodeCount)
    checkProbability(`unavailability of edge ${edge}`, unavailability)
  }
  checkIndexes('terminals', terminals, nodeCount)
}

export function checkNode(name: string, node: number, graph: Digraph): void {
  checkObject('graph', graph)
  checkWhole(name, node, 0, graph.nodeCount - 1)
}
