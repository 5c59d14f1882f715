// The work of `render`: draws one file. Errors of the file are printed, what was understood of it is drawn
// all the same, and the run ends with 1.

import { draw, exitOf, type Host, load, type Report, report, type System } from '#src/index.ts'
import type { Colours } from './colour.ts'
import { type Ending, refusal, said } from './ending.ts'
import { runLayout } from './run-layout.ts'
import type { Surroundings } from './surroundings.ts'

export async function drawFile(
  path: string,
  output: string,
  colours: Colours,
  { host, version }: Surroundings,
): Promise<Ending> {
  const objection = objectionTo(output, path, host)
  if (objection !== undefined) return refusal(objection)
  const system = load(host, path)
  if (system.kind === 'unreadable') return refusal(`"${path}" was not drawn: ${system.reason}`)

  const run = mistakes(system, version)
  const { svg, notes } = await draw(system, runLayout)
  const failure = output === '-' ? undefined : host.write(output, svg)
  const unwritten = failure === undefined ? '' : said(`${output} was not written: ${failure}`)
  const status = exitOf(run)
  return {
    status: failure === undefined ? status : 2,
    out: output === '-' ? svg : '',
    err: [status === 0 ? '' : report(run, 'pretty', colours), ...notes.map(said), unwritten].join(
      '',
    ),
  }
}

function objectionTo(output: string, path: string, host: Host): string | undefined {
  if (output === '-') return undefined
  if (host.absolute(output) === host.absolute(path)) return `-o ${output} is the file itself`
  return /\.svg$/i.test(output)
    ? undefined
    : `-o ${output}: a picture is SVG, so its name ends in .svg`
}

/** The errors of the text and of the model, as a report of their own. */
function mistakes(system: System, version: string): Report {
  return {
    tool: { name: 'loadpath', version },
    findings: system.diagnostics.filter((one) => one.severity === 'error'),
    notLinted: [],
    files: 1,
    limits: { failOn: 'error' },
    shown: { minSeverity: 'error', suppressed: 'counted' },
    strictWouldAdd: 0,
    fixable: new Set(),
  }
}
