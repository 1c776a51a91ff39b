/** A namespace that the group `checkout` owns, and another one that it does not, as YAML. */
export const SHOP = `
apiVersion: v1
kind: Namespace
metadata:
  name: shop
  annotations: { groundcrew.io/owner: group:default/checkout }
---
apiVersion: v1
kind: Namespace
metadata:
  name: billing
  annotations: { groundcrew.io/owner: group:default/billing }
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: checkout, namespace: shop }
spec:
  template:
    spec:
      containers:
        - name: app
          env: [{ name: FEATURE, value: literal-configuration }]
---
apiVersion: apps/v1
kind: ReplicaSet
metadata:
  name: checkout-1
  namespace: shop
  ownerReferences: [{ apiVersion: apps/v1, kind: Deployment, name: checkout }]
---
apiVersion: v1
kind: Pod
metadata:
  name: checkout-1-a
  namespace: shop
  ownerReferences: [{ apiVersion: apps/v1, kind: ReplicaSet, name: checkout-1 }]
spec:
  nodeName: node-1
  containers:
    - name: app
      resources: { requests: { cpu: 250m, memory: 64Mi } }
status: { phase: Running }
---
apiVersion: v1
kind: ConfigMap
metadata: { name: settings, namespace: shop }
data: { mode: configured-value }
---
apiVersion: v1
kind: ConfigMap
metadata: { name: settings, namespace: billing }
data: { mode: configured-value }
---
apiVersion: v1
kind: Secret
metadata: { name: password, namespace: shop }
type: Opaque
data: { password: c2VjcmV0 }
---
apiVersion: v1
kind: Node
metadata: { name: node-1, labels: { topology.kubernetes.io/zone: a } }
spec: { unschedulable: true }
status:
  allocatable: { cpu: "4", memory: 8Gi, pods: "110" }
  conditions:
    - { type: Ready, status: "True" }
    - { type: MemoryPressure, status: "True" }
  nodeInfo: { kubeletVersion: v1.34.4 }
---
apiVersion: v1
kind: Event
metadata: { name: scaled, namespace: shop }
type: Normal
reason: ScalingReplicaSet
message: Scaled up
firstTimestamp: "2026-09-01T10:00:00Z"
lastTimestamp: "2026-09-01T10:00:00Z"
involvedObject:
  { kind: Deployment, name: checkout, namespace: shop, uid: deployment-shop-checkout }
---
apiVersion: v1
kind: Event
metadata: { name: backoff, namespace: shop }
type: Warning
reason: BackOff
message: Back-off restarting
eventTime: "2026-09-01T10:00:00.000000Z"
series: { count: 7, lastObservedTime: "2026-09-01T11:00:00.000000Z" }
involvedObject:
  { kind: Pod, name: checkout-1-a, namespace: shop, uid: pod-shop-checkout-1-a }
`;
