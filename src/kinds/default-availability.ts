// The availability that stands in where nobody wrote one, after what the large providers promise in public:
// 99.5 % for one virtual machine (aws.amazon.com/compute/sla), 99.99 % for managed load balancers and dns
// (…/elasticloadbalancing/sla, cloud.google.com/dns/sla), 99.95 % for managed gateways, functions and databases
// (…/api-gateway/sla, …/lambda/sla, cloud.google.com/sql/sla), 99.9 % for most else (…/s3/sla, …/sqs/sla). An
// agreement is a promise of credits and no measurement: whoever shows the number says that it was a default.

import type { BuiltinKind } from './kind.ts'

const unmanagedCopy = 0.995

const managed: Partial<Record<BuiltinKind, number>> = {
  ...{ lb: 0.9999, dns: 0.9999 },
  ...{ gateway: 0.9995, function: 0.9995, database: 0.9995 },
}

/** 0…1: of the whole service where it is managed, else of one copy. */
export function defaultAvailability(kind: BuiltinKind, by: 'managed' | 'unmanaged'): number {
  return by === 'managed' ? (managed[kind] ?? 0.999) : unmanagedCopy
}
