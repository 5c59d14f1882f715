// A small system with a zone to lose, something to go on without and something to pay with: what tests of
// simulations stand on.

export const shop = `client web
region eu {
  zone a
  zone b
  service api { replicas: 2, zones: [a, b] }
  database orders { managed: yes }
  cache hot { replicas: 2, zones: all, for: orders }
}
external pay { availability: 99% }
web -> eu.api -> eu.orders, eu.hot
eu.api -> pay
flow "Browse" { web -> eu.api -> eu.orders, eu.hot }
flow "Pay" { web -> eu.api -> pay  availability: 99.9% }
require survive 1 zone
scenario "Lose a" { fail: eu.a }
scenario "Without paying" { fail: pay }
`
