const READY = '[{ type: Ready, status: "True" }]';
const UNKNOWN =
  '[{ type: Ready, status: Unknown, reason: NodeStatusUnknown, message: "Kubelet stopped posting node status." }]';

const nodeWith = (name: string, conditions: string) => `
kind: Node
metadata: { name: ${name} }
status:
  addresses: [{ type: InternalIP, address: 10.0.0.1 }]
  conditions: ${conditions}
---
`;

/** A node that works. */
export const node = (name: string) => nodeWith(name, READY);

/** A node of which nothing is heard. */
export const deadNode = (name: string) => nodeWith(name, UNKNOWN);

/** A Deployment of the namespace shop that wants one replica, with its ReplicaSet. */
export const deployment = (name: string, ready = 1) => `
kind: Deployment
metadata: { name: ${name}, namespace: shop }
spec:
  replicas: 1
  selector: { matchLabels: { app: ${name} } }
  template:
    metadata: { labels: { app: ${name} } }
    spec: { containers: [{ name: app, image: "registry.test/${name}:1" }] }
status: { replicas: 1, readyReplicas: ${ready} }
---
kind: ReplicaSet
metadata:
  name: ${name}-1
  namespace: shop
  ownerReferences: [{ apiVersion: apps/v1, kind: Deployment, name: ${name}, uid: "", controller: true }]
---
`;

/** The pod of a Deployment, ready. */
export const pod = (of: string, on: string) => `
kind: Pod
metadata:
  name: ${of}-1-a
  namespace: shop
  labels: { app: ${of} }
  ownerReferences: [{ apiVersion: apps/v1, kind: ReplicaSet, name: ${of}-1, uid: "", controller: true }]
spec: { nodeName: ${on}, containers: [{ name: app, image: "registry.test/${of}:1" }] }
status: { phase: Running, conditions: ${READY}, containerStatuses: [{ name: app, ready: true, restartCount: 0, state: { running: {} } }] }
---
`;
