// Small systems that several tests stand on: one with a zone to lose, something to go on without and something to pay with,
// and one in which numbers of load are written.

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

/** 1,800 requests a second at peak: two copies of the service are used to 90 %, the database to 120 %. */
export const busyShop = `client web { rps: 900, peak: 2x }
lb front { replicas: 2, capacity: 10k/s }
service api { replicas: 2, capacity: 1k/s }
database db { managed: yes, capacity: 1500/s }
web -> front -> api
api -> db { reads: 1 }
flow "Buy" { web -> front -> api -> db }
`
