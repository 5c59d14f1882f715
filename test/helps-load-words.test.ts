// What helps about load tell an author where she cannot simply write a number: what is not hers to change, and which
// line is meant.

import { describe, expect, it } from 'vitest'
import { findings } from './support/helps.ts'

function helpOf(rule: string, text: string): string {
  const found = findings(text, rule)
  expect(found.length, text).toBeGreaterThan(0)
  return found[0]!.help!
}

describe('what others run', () => {
  const pay = (rps: number): string =>
    `client web { rps: ${rps} }\nservice api { replicas: 2 }\nexternal adyen { capacity: 72/s }\nweb -> api -> adyen\nflow "Pay" { web -> api -> adyen }\n`

  it.each([
    ['bottleneck', 70],
    ['overloaded-component', 90],
    ['growth-headroom', 40],
  ])('is not the author of the file to change: %s', (rule, rps) => {
    const help = helpOf(rule, pay(rps))
    expect(help).toMatch(/agree with whoever runs it on \S+\/s$/)
    expect(help).not.toContain('external adyen')
  })
})

describe('blast-radius', () => {
  const four = (edge: string): string => `client web
service core { replicas: 3 }
service look { replicas: 2 }
service buy { replicas: 2 }
service mail { replicas: 2 }
service help { replicas: 2 }
web -> look, buy, mail, help
${edge}
flow "Look" { web -> look -> core }
flow "Buy" { web -> buy -> core }
flow "Mail" { web -> mail -> core }
flow "Help" { web -> help }
`

  it('names an edge on which a caller may go on', () => {
    expect(helpOf('blast-radius', four('look, buy, mail -> core'))).toMatch(
      /as in look -> core \{ optional: yes \}$/,
    )
    expect(helpOf('blast-radius', four('look, buy, mail -> core { calls: 2 }'))).toMatch(
      /as in optional: yes on look -> core$/,
    )
  })

  it('names none where clients call it themselves', () => {
    const text = `client web\nservice core { replicas: 3 }\nweb -> core\n${['A', 'B', 'C', 'D'].map((name) => `flow "${name}" { web -> core }\n`).join('')}`
    expect(helpOf('blast-radius', text)).not.toContain('optional')
  })
})
