// The example of the language's reference, for tests and measurements.

export const exampleText = `title "Photo sharing"

client web    "Browser"    { users: 2M, requests: 40/day, peak: 3x }
client mobile "Mobile app" { users: 500k, requests: 40/day, peak: 3x }

cdn edge  "CDN" { hit: 95%, ttl: 1d }
dns route "DNS"

region us-east {
  zone a
  zone b
  zone c

  every service { zones: all }

  lb       front   "Load balancer" { replicas: 2, zones: [a, b], latency: 1ms }
  service  api     "Photo API"     { replicas: 9, capacity: 800/s, latency: 15ms }
  cache    hot     "Redis"         { replicas: 2, zones: [a, b], for: meta, hit: 90%, ttl: 10m, eviction: lru, latency: 1ms }
  database meta    "Metadata"      { replicas: 3, zones: all, replication: sync, failover: auto, backup: 1d, latency: 5ms }
  blob     photos  "Photo store"   { managed: yes }
  queue    jobs    "Resize jobs"   { replicas: 3, zones: all, dlq: dead }
  queue    dead    "Dead letters"  { managed: yes }
  worker   resize  "Thumbnailer"   { replicas: 4, zones: [a, b] }
}

web, mobile -> edge "images" -> photos "origin"
web, mobile -> route -> front "HTTPS" { timeout: 5s } -> api
api -> hot    { timeout: 50ms }
api -> meta   { reads: 3, writes: 0.2, timeout: 1s }
api -> photos { writes: 1, timeout: 2s }
api ~> jobs ~> resize
resize -> photos, meta

flow "Load the images"   { web, mobile -> edge -> photos  share: 20% }
flow "View a photo"      { web, mobile -> route -> front -> api -> hot, meta { reads: 3 }  share: 75%  latency: 200ms }
flow "Post a photo"      { web, mobile -> route -> front -> api -> photos, meta { writes: 2 }  api ~> jobs  share: 5% }
flow "Thumbnail appears" { jobs ~> resize -> photos, meta }

require availability >= 99.9% for "View a photo"
require survive 1 zone

scenario "Black Friday" { load: 2x }
scenario "Lose zone a"  { fail: us-east.a }

forbid client -> database "clients go through a service"
`
