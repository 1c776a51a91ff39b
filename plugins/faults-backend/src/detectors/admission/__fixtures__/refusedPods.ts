/** Options of {@link refusedPods}. */
export interface RefusedPodsOptions {
  /** The last words of the API server, as an event of the ReplicaSet. */
  refusal?: string;
  /** How many pods the ReplicaSet has, of two. */
  replicas?: number;
  /** Of the template. */
  spec?: string;
  /** Of the ReplicaSet. */
  conditions?: string;
}

/** A Deployment that should have two pods of 500m and 1Gi, as YAML. */
export function refusedPods(options: RefusedPodsOptions = {}): string {
  const { conditions = '', refusal, replicas = 1, spec = '' } = options;
  return `
kind: Deployment
metadata: { name: web }
spec:
  replicas: 2
  template:
    spec:
      containers: [{ name: c, resources: { requests: { cpu: 500m, memory: 1Gi } } }]
      ${spec}
---
kind: ReplicaSet
metadata:
  name: web-1
  ownerReferences: [{ kind: Deployment, name: web, controller: true }]
spec:
  replicas: 2
  template:
    spec:
      containers: [{ name: c, resources: { requests: { cpu: 500m, memory: 1Gi } } }]
      ${spec}
status:
  replicas: ${replicas}
  conditions: [${conditions}]
${
  refusal === undefined
    ? ''
    : `---
kind: Event
metadata: { name: web-1-refused }
involvedObject: { kind: ReplicaSet, name: web-1, namespace: default, uid: replicaset-default-web-1 }
reason: FailedCreate
message: ${JSON.stringify(refusal)}
lastTimestamp: 2026-01-01T11:59:00Z
`
}`;
}
