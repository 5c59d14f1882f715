// The oracle by hand: what is needed together, what is one choice, what is free, and circles
// (rules 1, 2, 3 and 7).

import { expect, it } from 'vitest'
import { validModelOf } from '../model.ts'
import { unitsOf } from '../serves.ts'
import { breaking, servedWithout } from './by-hand.ts'

it('rule 1: separate edges and commas are all needed', () => {
  const text = 'client web\nservice a\nservice b\nservice c\nweb -> a, b\nweb -> c'
  expect(breaking(text)).toEqual(['a#1', 'b#1', 'c#1'])
})

it('rule 1: one of alternatives, or so many, is enough', () => {
  const text = 'client web\nservice a\nservice b\nservice c\nweb -> '
  expect(servedWithout(`${text}a | b | c`, ['a#1', 'b#1'])).toBe(true)
  expect(servedWithout(`${text}a | b | c`, ['a#1', 'b#1', 'c#1'])).toBe(false)
  expect(servedWithout(`${text}2 of (a, b, c)`, ['a#1'])).toBe(true)
  expect(servedWithout(`${text}2 of (a, b, c)`, ['a#1', 'c#1'])).toBe(false)
})

it('rule 1: a fallback serves in the place of its target, with its own needs', () => {
  const text = `client web
service a
service b
service c
web -> a { fallback: b }
b -> c`
  expect(breaking(text)).toEqual([])
  expect(servedWithout(text, ['a#1'])).toBe(true)
  expect(servedWithout(text, ['a#1', 'c#1'])).toBe(false)
})

it('rule 2: a load balancer spreads over one kind, route and use', () => {
  const text = 'client web\nlb front\nservice a\nservice b\ngateway g\nweb -> front\nfront -> a\n'
  expect(breaking(`${text}front -> b`)).toEqual(['front#1'])
  expect(breaking(`${text}front -> g`)).toEqual(['front#1', 'a#1', 'g#1'])
  expect(breaking(`${text}front -> b { route: "/b" }`)).toEqual(['front#1', 'a#1', 'b#1'])
  expect(breaking(`${text}front -> b { reads: 1 }`)).toEqual(['front#1', 'a#1', 'b#1'])
  expect(breaking(text.replace('lb', 'gateway').concat('front -> b'))).toEqual([
    'front#1',
    'a#1',
    'b#1',
  ])
})

it('rule 2: so many of them overrides, and a choice of one kind joins in', () => {
  const text = 'client web\nlb front\nservice a\nservice b\nservice c\nweb -> front\n'
  expect(breaking(`${text}front -> 2 of (a, b)`)).toEqual(['front#1', 'a#1', 'b#1'])
  expect(servedWithout(`${text}front -> a | b\nfront -> c`, ['a#1', 'b#1'])).toBe(true)
})

it('rule 2: a pool counts as what its members are', () => {
  const text = `client web
lb front
service a
pool many { service b service c }
web -> front
front -> a, many`
  expect(servedWithout(text, ['many.b#1', 'many.c#1'])).toBe(true)
  expect(servedWithout(text, ['a#1', 'many.b#1'])).toBe(true)
  expect(servedWithout(text, ['a#1', 'many.b#1', 'many.c#1'])).toBe(false)
})

it('rule 3: optional targets, monitors and clients are not needed', () => {
  const text = `client web
client other
service a
service b
monitor m
web -> a -> b { optional: yes }
a -> m
a -> other
other -> b`
  expect(breaking(text, 'web')).toEqual(['a#1'])
})

it('rule 3: a shielded cache is not needed, whichever replica the caller calls', () => {
  const text = `client web
service a
cache hot { for: main }
database main
database copy
main => copy
web -> a -> hot`
  expect(breaking(text)).toEqual(['a#1', 'hot#1'])
  expect(breaking(`${text}\na -> main`)).toEqual(['a#1', 'main#1'])
  expect(breaking(`${text}\na -> copy { reads: 1 }`)).toEqual(['a#1', 'copy#1'])
})

it('rule 3: a cache that is not optional is needed', () => {
  const text = `client web
service a
database d
cache c { for: d }
web -> a -> d`
  expect(breaking(`${text}\na -> c`)).toEqual(['a#1', 'd#1'])
  expect(breaking(`${text}\na -> c { optional: no }`)).toEqual(['a#1', 'd#1', 'c#1'])
})

it('rule 3: without for, a cache shields the one store that its caller calls', () => {
  const text = 'client web\nservice a\ncache hot\ndatabase d\nblob b\nweb -> a -> hot\na -> d'
  expect(breaking(text)).toEqual(['a#1', 'd#1'])
  expect(breaking(`${text}\na -> b`)).toEqual(['a#1', 'hot#1', 'd#1', 'b#1'])
})

it('rule 3: inside a choice nothing is free unless everything is', () => {
  const text = 'client web\nservice a\nservice b\nservice c\nweb -> c\nc -> '
  expect(servedWithout(`${text}a { optional: yes } | b`, ['a#1', 'b#1'])).toBe(false)
  expect(servedWithout(`${text}a { optional: yes } | b { optional: yes }`, ['a#1', 'b#1'])).toBe(
    true,
  )
})

it('rule 7: what needs each other serves while all of it is up', () => {
  const text = 'client web\nservice a\nservice b\nservice c\nweb -> a -> b -> a\nb -> c'
  expect(breaking(text)).toEqual(['a#1', 'b#1', 'c#1'])
  expect(unitsOf(validModelOf(text))).toEqual([[1, 2]])
})

it('rule 7: going round through alternatives adds nothing', () => {
  const text = `client web
service a
service b
service c
web -> a
a -> b | c
b -> a | c`
  expect(servedWithout(text, [])).toBe(true)
  expect(servedWithout(text, ['c#1'])).toBe(false)
  expect(servedWithout(text, ['b#1'])).toBe(true)
  expect(unitsOf(validModelOf(text))).toEqual([])
})
