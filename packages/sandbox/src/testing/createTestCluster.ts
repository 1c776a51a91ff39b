import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { NewObject } from '../api/objects';
import { Nodes } from '../api/resources';
import { Pod, PodTemplate } from '../api/podTypes';
import { Deployment } from '../api/workloadTypes';
import { ServerCertificate, loadCertificate } from '../certificates';
import { DrivenClock } from '../clock';
import { SandboxCluster } from '../SandboxCluster';
import { makeToken } from '../tokens';

export const MANAGER = { manager: 'test' };

let certificate: Promise<ServerCertificate> | undefined;

async function testCertificate(): Promise<ServerCertificate> {
  const directory = await mkdtemp(join(tmpdir(), 'sandbox-test-'));
  try {
    return await loadCertificate(directory);
  } finally {
    await rm(directory, { recursive: true });
  }
}

export interface TestCluster {
  cluster: SandboxCluster;
  clock: DrivenClock;
  /** Throws what controllers ran into meanwhile: a test expects nothing. */
  stop(): Promise<void>;
}

/** A cluster whose time a test drives, with two nodes of 4 cores and without the shop. */
export async function createTestCluster(options?: {
  nodes?: number;
  populate?: boolean;
  environment?: 'dev' | 'staging' | 'prod';
}): Promise<TestCluster> {
  certificate ??= testCertificate();
  const clock = DrivenClock.create();
  const errors: Error[] = [];
  const environment = options?.environment ?? 'dev';
  const cluster = await SandboxCluster.create({
    name: environment,
    environment,
    port: 0,
    certificate: await certificate,
    tokens: {
      admin: makeToken(),
      reader: makeToken(),
      operator: makeToken(),
    },
    clock,
    populate: options?.populate ?? false,
    onError: error => errors.push(error),
  });
  const nodes = options?.nodes ?? (options?.populate ? 0 : 2);
  for (let index = 1; index <= nodes; index++) {
    addNode(cluster, `node-${index}`);
  }
  clock.advance(0);
  return {
    cluster,
    clock,
    async stop() {
      await cluster.shutDown();
      if (errors.length > 0) throw errors[0];
    },
  };
}

export function addNode(cluster: SandboxCluster, name: string): void {
  const capacity = { cpu: '4', memory: '8Gi', pods: '20' };
  cluster.api.create(Nodes, { metadata: { name } }, MANAGER);
  cluster.api.modify(
    Nodes,
    { name },
    node => {
      node.status = {
        capacity,
        allocatable: capacity,
        conditions: [{ type: 'Ready', status: 'True' }],
        addresses: [{ type: 'InternalIP', address: '10.0.0.1' }],
        nodeInfo: {},
      };
    },
    { ...MANAGER, subresource: 'status' },
  );
}

export interface TemplateOptions {
  image?: string;
  annotations?: Record<string, string>;
  cpu?: string;
  container?: Partial<Pod['spec']['containers'][number]>;
  spec?: Partial<Pod['spec']>;
}

export function podTemplate(
  name: string,
  options: TemplateOptions = {},
): PodTemplate {
  return {
    metadata: { labels: { app: name }, annotations: options.annotations },
    spec: {
      containers: [
        {
          name: 'main',
          image: options.image ?? 'web:1',
          ...(options.cpu && { resources: { requests: { cpu: options.cpu } } }),
          ...options.container,
        },
      ],
      ...options.spec,
    },
  };
}

export function deployment(
  name: string,
  options: TemplateOptions & { deployment?: Partial<Deployment['spec']> } = {},
): NewObject<Deployment> {
  return {
    metadata: { name, namespace: 'default' },
    spec: {
      replicas: 1,
      selector: { matchLabels: { app: name } },
      template: podTemplate(name, options),
      ...options.deployment,
    } as Deployment['spec'],
  };
}

export const readinessProbe = {
  httpGet: { path: '/', port: 80 },
  periodSeconds: 5,
  failureThreshold: 2,
};
