// Pages of what the linter itself reports, beside what rules find: statements that are not evaluated yet,
// and ignores that silence nothing or are over. They have the sections of a rule's page.

const notEvaluated = `# not-evaluated

**A statement is read, and not yet evaluated by this version.**

info · model · preset recommended · since 0.1.0

## What it finds

A \`require\`, a target on a flow (\`latency\`, \`availability\`), a \`scenario\` or a \`view\`: one finding for each sort
of these in a file, at the first of them.

## Why it matters

Names and units in the statement are checked, and nothing else is said about it. Without this line, silence could
be taken for a requirement that holds. It never affects the exit status.

## Reported

\`\`\`arch
client web
service api { replicas: 2 }
web -> api
flow "View" {
  web -> api
  latency: 200ms
# ^^^^^^^^^^^^^^ info: 1 requirement is read but not yet evaluated by this version
}
\`\`\`

## Not reported

Policies, which are evaluated: policy-violated says where one is broken.

\`\`\`arch
client web
service api { replicas: 2 }
database orders { replicas: 2 }
web -> api -> orders
forbid client -> database "clients go through a service"
\`\`\`

## How to fix

There is nothing to mend: keep the statement for a version that evaluates it.

## When to ignore it

Where the line is in the way.

\`\`\`arch
ignore not-evaluated "read by people, for now"
client web
service api { replicas: 2 }
web -> api
require availability >= 99.9%
\`\`\`

## Method and source

It counts statements in the text; a file that is imported twice is written once.
`

const ignoreWithoutEffect = `# ignore-without-effect

**An ignore silences nothing.**

warning · model · in every preset · since 0.1.0

## What it finds

An \`ignore\` of a rule that ran and found nothing there, or whose finding is told by a more specific rule; and an
\`ignore\` of a rule that cannot be ignored in the text.

## Why it matters

It says that a weakness is known and accepted where there is none. Should the weakness come back one day, this line
would hide it.

## Reported

\`\`\`arch
client web
service api { replicas: 2, ignore single-point-of-failure "one is enough" }
#                          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning: this ignore of single-point-of-failure silences nothing
web -> api
\`\`\`

## Not reported

An ignore of a rule that did not run, an ignore that an import brought, one in a file that another file of the run
imports, and any where a mistake in the text left something out. At the top of the file that is checked an ignore
covers all findings, those in imported files too; at the top of an imported file those in that file.

\`\`\`arch
client web
service api { ignore single-point-of-failure "one is enough" }
web -> api
\`\`\`

## How to fix

Remove the ignore, which \`loadpath fix\` does. Where the finding names a more specific rule, ignore that one in its
place.

\`\`\`arch
client web
service api { replicas: 2 }
web -> api
\`\`\`

## When to ignore it

It cannot be ignored; the line that it is about can be removed.

## Method and source

Each ignore is held against the findings that it covers, after findings of one cause are folded into one.
`

const ignoreExpired = `# ignore-expired

**The date of an ignore is over.**

warning · model · in every preset · since 0.1.0

## What it finds

An \`ignore\` whose \`until\` lies before today (in UTC). The day itself is the last on which it holds. From then on
what it silenced is reported again.

## Why it matters

Somebody meant to mend this by that day.

## Reported

\`\`\`arch
client web
service api {
  replicas: 2
  ignore single-point-of-failure "until the second machine is here" { until: 2020-03-31 }
# ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning: this ignore of single-point-of-failure ended on 2020-03-31
}
web -> api
\`\`\`

## Not reported

\`\`\`arch
client web
service api {
  ignore single-point-of-failure "until the second machine is here" { until: 2999-03-31 }
}
web -> api
\`\`\`

## How to fix

Mend what it silenced, and remove the ignore, which \`loadpath fix\` does; or write a later date, and why it can wait.

\`\`\`arch
client web
service api { replicas: 2 }
web -> api
\`\`\`

## When to ignore it

It cannot be ignored; without \`until\` an ignore does not end.

## Method and source

Dates are compared as they are written; today is that of the machine, in UTC.
`

/** The page of each as Markdown, by its name in the brackets of a finding. */
export const pages: Readonly<Record<string, string>> = {
  'not-evaluated': notEvaluated,
  'ignore-without-effect': ignoreWithoutEffect,
  'ignore-expired': ignoreExpired,
}
