// A percentage written without its sign: what is certain is mended safely, what is likely is proposed, and what
// may be anything is told with an example that does not pass for an answer.

import { describe, expect, it } from 'vitest'
import { found } from './support/fixing.ts'

const certain = (value: string) => ({
  help: `write \`availability: ${value}\``,
  fix: [true, value],
})
const likely = (value: string) => ({
  help: `did you mean \`availability: ${value}\`?`,
  fix: [false, value],
})
const open = { help: 'write a percentage, such as `availability: 95%`', fix: undefined }

describe('a ratio', () => {
  it.each([
    ['0.95', certain('95%')],
    ['0.999', certain('99.9%')],
    ['0.00001', certain('0.001%')],
    ['2', likely('2%')],
    ['1.2', likely('1.2%')],
    ['100', likely('100%')],
    ['0', open],
    ['1', open],
    ['101', open],
    ['1000', open],
    ['5k', open],
    ['5ms', open],
    ['0.00000000001', open],
  ])('of %s', (value, told) => {
    const texts = [
      `service a { managed: yes, availability: ${value} }`,
      `service a { managed: yes }\nrequire availability >= ${value}`,
    ]
    const [inBody, inRequire] = texts.map((text) =>
      found(text).flatMap(({ rule, help, fix }) =>
        rule === 'wrong-unit' ? [{ help, fix: fix && [fix.safe, fix.edits[0]!.text] }] : [],
      ),
    )
    expect(inBody).toEqual([told])
    const help = told.help.replace('availability: ', 'require availability >= ')
    expect(inRequire).toEqual([{ ...told, help }])
  })

  it.each(['availability: -1', 'availability: -0.5', 'replicas: -2', 'ttl: -5m'])(
    'or another number below 0 is told once: %s',
    (attribute) => {
      const errors = found(`cache a { ${attribute} }`).filter(
        ({ severity }) => severity === 'error',
      )
      expect(errors.map(({ rule }) => rule)).toEqual(['negative-number'])
    },
  )
})
