import { join } from 'node:path';
import type { LabFiles } from './labFiles';

// Service account tokens name it; nobody connects to it.
const ISSUER = 'https://kubernetes.default.svc.cluster.local';

export function etcdFlags(options: { files: LabFiles }): string[] {
  const { files } = options;
  return [
    `--data-dir=${files.etcdData}`,
    `--socket=${files.etcdSocket}`,
    `--remove-when-orphaned=${files.folder}`,
  ];
}

export function apiServerFlags(options: {
  files: LabFiles;
  port: number;
  auditLog: boolean;
  extra: string[];
}): string[] {
  const { files, port } = options;
  return [
    `--etcd-servers=unix://${files.etcdSocket}`,
    '--bind-address=127.0.0.1',
    `--secure-port=${port}`,
    // The kubernetes Service may not have an endpoint on loopback, so it gets none.
    '--advertise-address=127.0.0.1',
    '--endpoint-reconciler-type=none',
    `--cert-dir=${files.certificates}`,
    `--token-auth-file=${files.tokens}`,
    '--authorization-mode=RBAC',
    `--service-account-issuer=${ISSUER}`,
    `--service-account-key-file=${files.serviceAccountKey}`,
    `--service-account-signing-key-file=${files.serviceAccountKey}`,
    '--service-cluster-ip-range=10.96.0.0/16',
    // Nothing runs in a played pod: a token mounted into each would only make objects larger than needed.
    '--disable-admission-plugins=ServiceAccount',
    // Without it an orderly shutdown waits a minute for watches that nobody ends.
    '--shutdown-watch-termination-grace-period=1s',
    '--kubelet-preferred-address-types=InternalIP',
    ...(options.auditLog
      ? [
          `--audit-policy-file=${files.auditPolicy}`,
          `--audit-log-path=${files.auditLog}`,
          '--audit-log-mode=blocking',
        ]
      : []),
    ...options.extra,
  ];
}

export function controllerManagerFlags(options: {
  files: LabFiles;
  kubeconfig: string;
}): string[] {
  const { files } = options;
  return [
    ...clientFlags(options.kubeconfig),
    `--service-account-private-key-file=${files.serviceAccountKey}`,
    `--root-ca-file=${join(files.certificates, 'apiserver.crt')}`,
    '--concurrent-deployment-syncs=20',
    '--concurrent-replicaset-syncs=20',
  ];
}

export function schedulerFlags(options: { kubeconfig: string }): string[] {
  return clientFlags(options.kubeconfig);
}

export function kwokFlags(options: {
  kubeconfig: string;
  port: number;
  configFiles: string[];
}): string[] {
  return [
    `--kubeconfig=${options.kubeconfig}`,
    '--manage-all-nodes=false',
    '--manage-nodes-with-annotation-selector=kwok.x-k8s.io/node=fake',
    // Without leases, nodes turn NotReady after 40 s and take the Ready condition of every pod with them.
    '--node-lease-duration-seconds=40',
    '--cidr=10.128.0.1/9',
    // The part of a kubelet that the API server asks for logs.
    '--node-ip=127.0.0.1',
    `--node-port=${options.port}`,
    `--server-address=127.0.0.1:${options.port}`,
    ...options.configFiles.map(file => `--config=${file}`),
  ];
}

function clientFlags(kubeconfig: string): string[] {
  return [
    `--kubeconfig=${kubeconfig}`,
    '--leader-elect=false',
    '--secure-port=0',
    '--kube-api-qps=500',
    '--kube-api-burst=1000',
  ];
}
