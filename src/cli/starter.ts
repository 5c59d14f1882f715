// The file that `loadpath init` writes: small, commented, and without an error, so that the first run
// shows what a finding is and ends well.

export const starter = `# A system as text. Check it: loadpath check main.arch
# Draw it: loadpath render main.arch -o main.svg

title "My system"

# A kind, a name, a label for people, and what is known about it.
client   web    "Browser"
lb       front  "Load balancer" { replicas: 2 }
service  api    "API"           { replicas: 3 }
cache    hot    "Cache"         { for: orders }
database orders "Orders"        { replicas: 2, failover: auto }
queue    jobs   "Mail jobs"     { managed: yes }
worker   mail   "Mailer"

# -> is a call that waits, ~> a message that does not, => copies data.
web -> front -> api -> orders
api -> hot "sessions" { timeout: 50ms }
api ~> jobs ~> mail

# What a user does, and the edges that it takes.
flow "Place an order" { web -> front -> api -> orders  api ~> jobs }

# A rule that does not apply here is silenced with a reason, where it belongs:
# service legacy { ignore single-point-of-failure "switched off in May" }
`
