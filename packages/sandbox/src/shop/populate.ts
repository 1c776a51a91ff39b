import { cloneJson } from '../api/json';
import { ObjectApi } from '../api/ObjectApi';
import { NewObject } from '../api/objects';
import { ConfigMaps, Deployments, Pods, ResourceType } from '../api/resources';
import { Deployment } from '../api/workloadTypes';
import { ClusterClock, timestamp } from '../clock';
import { isReady } from '../controllers/podState';
import { Kubelet } from '../kubelet/Kubelet';
import { clusterManifests, storefrontApplication } from './clusterManifests';
import { Environment, ShopComponent, shopComponents } from './components';
import { componentManifests } from './manifests';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/** How far back the history of a populated cluster goes. */
export const HISTORY_MS = 72 * HOUR_MS;

export interface PopulateOptions {
  api: ObjectApi;
  clock: ClusterClock;
  kubelet: Kubelet;
  environment: Environment;
}

/** Plays three days of the shop, up to now: releases of checkout, a bad day of the recommendations, a rollout under way. */
export function populate(options: PopulateOptions): void {
  const { api, clock, environment } = options;
  for (const manifest of clusterManifests(environment, clock.now())) {
    apply(api, manifest, 'kubeadm');
  }
  for (const component of shopComponents) {
    for (const manifest of componentManifests(component, environment)) {
      apply(api, manifest, managerOf(component));
    }
  }
  apply(
    api,
    storefrontApplication(environment, {
      revision: '4be1c0ffee7d9a41c2f6b3e0a9d815f7733be2aa',
      version: '3.4.1',
      syncedAt: timestamp(clock.now()),
    }),
    'argocd-controller',
  );
  setChangeCause(api, 'first release of 1.7.0', 'kubectl-client-side-apply');

  clock.playUntil(48 * HOUR_MS);
  release(api, '1.8.0', {
    manager: 'github-actions',
    cause: 'release 1.8.0: express checkout',
    env: { FEATURE_EXPRESS: 'on' },
  });

  clock.playUntil(26 * HOUR_MS);
  if (environment === 'staging') exhaustMemory(options, 'recommendations');

  clock.playUntil(20 * HOUR_MS);
  changeConfig(api);
  release(api, '1.8.2', {
    manager: 'github-actions',
    cause: 'release 1.8.2: rounding of vouchers',
    env: { FEATURE_EXPRESS: 'on', VOUCHER_ROUNDING: 'half-even' },
    memory: { request: '320Mi', limit: '640Mi' },
  });

  clock.playUntil(6 * HOUR_MS);
  if (environment === 'prod')
    apply(api, autoscaler(), 'kubectl-client-side-apply');

  if (environment === 'dev') {
    clock.playUntil(5 * HOUR_MS);
    releaseNext(api);
    clock.playUntil(40 * MINUTE_MS);
    makeOnePodUnready(options);
  } else if (environment === 'staging') {
    clock.playUntil(MINUTE_MS);
    releaseNext(api);
  }
}

function managerOf({ managedBy }: ShopComponent): string {
  if (managedBy === 'Helm') return 'helm';
  return managedBy === 'argocd'
    ? 'argocd-controller'
    : 'kubectl-client-side-apply';
}

function apply(api: ObjectApi, manifest: NewObject, manager: string): void {
  const { apiVersion, kind } = manifest;
  const type = api.registry.findKind(
    String(apiVersion),
    String(kind),
  ) as ResourceType;
  const created = api.create(type, manifest, { manager });
  if (kind === 'Node') {
    // A status cannot be created; the kubelet of the node reports it.
    api.modify(
      type,
      created.metadata,
      draft => {
        draft.status = cloneJson(manifest.status);
      },
      { manager: 'kubelet', subresource: 'status' },
    );
  }
}

const CHECKOUT = { namespace: 'shop-checkout', name: 'checkout' };

interface Release {
  manager: string;
  cause: string;
  env?: Record<string, string>;
  memory?: { request: string; limit: string };
}

function release(api: ObjectApi, version: string, options: Release): void {
  api.modify(
    Deployments,
    CHECKOUT,
    draft => {
      const { spec, metadata } = draft;
      const [container] = spec.template.spec.containers;
      container.image = container.image.replace(/:[^:]+$/, `:${version}`);
      container.env = [
        { name: 'SERVICE_NAME', value: 'checkout' },
        ...Object.entries(options.env ?? {}).map(([name, value]) => ({
          name,
          value,
        })),
      ];
      if (options.memory) {
        container.resources!.requests!.memory = options.memory.request;
        container.resources!.limits!.memory = options.memory.limit;
      }
      for (const labels of [metadata.labels, spec.template.metadata?.labels]) {
        labels!['app.kubernetes.io/version'] = version;
      }
      annotateCause(draft, options.cause);
    },
    { manager: options.manager },
  );
}

function releaseNext(api: ObjectApi): void {
  release(api, '1.9.0', {
    manager: 'github-actions',
    cause: 'release 1.9.0: pay later',
    env: {
      FEATURE_EXPRESS: 'on',
      FEATURE_PAY_LATER: 'on',
      VOUCHER_ROUNDING: 'half-even',
    },
  });
}

function setChangeCause(api: ObjectApi, cause: string, manager: string): void {
  api.modify(Deployments, CHECKOUT, draft => annotateCause(draft, cause), {
    manager,
  });
}

function annotateCause({ metadata }: Deployment, cause: string): void {
  metadata.annotations = {
    ...metadata.annotations,
    'kubernetes.io/change-cause': cause,
  };
}

function changeConfig(api: ObjectApi): void {
  api.modify(
    ConfigMaps,
    { namespace: 'shop-checkout', name: 'checkout-config' },
    draft => {
      draft.data = { ...draft.data, RESERVATION_MINUTES: '20' };
    },
    { manager: 'kubectl-edit' },
  );
}

/** Some hours of memory kills, which are long over: restarts and a last termination stay behind. */
function exhaustMemory(
  { kubelet, clock }: PopulateOptions,
  name: string,
): void {
  kubelet.setOverride('history', (_pod, container) => container.name === name, {
    exitAfterMs: 20_000,
    exitCode: 137,
    exitReason: 'OOMKilled',
  });
  clock.playUntil(26 * HOUR_MS - 2 * MINUTE_MS);
  kubelet.clearOverride('history');
}

function makeOnePodUnready({ api, kubelet }: PopulateOptions): void {
  const pod = api.store
    .list(Pods, { namespace: CHECKOUT.namespace })
    .filter(candidate => candidate.metadata.name.startsWith('checkout-'))
    .find(isReady);
  const uid = pod?.metadata.uid;
  kubelet.setOverride(
    'unready-in-dev',
    candidate => candidate.metadata.uid === uid,
    { unreadyAfterMs: 0 },
  );
}

function autoscaler(): NewObject {
  return {
    apiVersion: 'autoscaling/v2',
    kind: 'HorizontalPodAutoscaler',
    metadata: {
      ...CHECKOUT,
      labels: {
        'app.kubernetes.io/name': 'checkout',
        'app.kubernetes.io/part-of': 'shop',
        'backstage.io/kubernetes-id': 'checkout',
      },
    },
    spec: {
      scaleTargetRef: {
        apiVersion: 'apps/v1',
        kind: 'Deployment',
        name: 'checkout',
      },
      minReplicas: 3,
      maxReplicas: 8,
      metrics: [
        {
          type: 'Resource',
          resource: {
            name: 'cpu',
            target: { type: 'Utilization', averageUtilization: 80 },
          },
        },
      ],
    },
  };
}
