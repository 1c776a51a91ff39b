import type { KubernetesObject } from '@groundcrew/plugin-clusters-node';
import { createClusterFixture } from '@groundcrew/plugin-clusters-node/testUtils';
import { kubernetesOperations } from '../operations';
import { managementOf } from './managementOf';
import { managerImpacts, restartImpacts } from './managerImpacts';

const application = (name: string, spec: object) => ({
  apiVersion: 'argoproj.io/v1alpha1',
  kind: 'Application',
  metadata: { name, namespace: 'argocd' },
  spec: {
    source: {
      repoURL: 'https://git.example.org/shop.git',
      path: 'deploy/checkout',
    },
    destination: { namespace: 'default' },
    ...spec,
  },
});

const deployment = (name: string, metadata: object, spec: object = {}) => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name, ...metadata },
  spec: {
    replicas: 2,
    selector: { matchLabels: { app: name } },
    template: {
      metadata: { labels: { app: name } },
      spec: { containers: [{ name: 'web', image: 'web:1' }] },
    },
    ...spec,
  },
});

const argocd = (name: string) => ({
  annotations: {
    'argocd.argoproj.io/tracking-id': `${name}:apps/Deployment:default/${name}`,
  },
});

const autoscaler = (name: string, metadata: object = {}) => ({
  apiVersion: 'autoscaling/v2',
  kind: 'HorizontalPodAutoscaler',
  metadata: { name: `${name}-hpa`, ...metadata },
  spec: {
    minReplicas: 2,
    maxReplicas: 5,
    scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name },
  },
});

const controlledBy = (kind: string, name: string) => ({
  ownerReferences: [
    { apiVersion: 'x/v1', kind, name, uid: 'owner', controller: true },
  ],
});

const objects: KubernetesObject[] = [
  deployment('plain', {}),
  deployment('healed', argocd('healed')),
  application('healed', { syncPolicy: { automated: { selfHeal: true } } }),
  deployment('replaced', argocd('replaced')),
  application('replaced', { syncPolicy: { syncOptions: ['Replace=true'] } }),
  deployment('charted', argocd('charted')),
  application('charted', {
    source: undefined,
    sources: [
      { repoURL: 'https://charts.example.org', chart: 'shop' },
      { repoURL: 'https://git.example.org/values.git', path: '.' },
    ],
    syncPolicy: { automated: { selfHeal: true, enabled: false } },
  }),
  deployment('remote', argocd('remote')),
  deployment('fluxed', {
    labels: {
      'kustomize.toolkit.fluxcd.io/name': 'apps',
      'kustomize.toolkit.fluxcd.io/namespace': 'flux-system',
    },
  }),
  deployment('helmed', {
    annotations: { 'meta.helm.sh/release-name': 'shop' },
  }),
  deployment('operated', controlledBy('Cluster', 'orders')),
  deployment('labelled', {
    labels: { 'app.kubernetes.io/managed-by': 'pulumi' },
  }),
  deployment('elastic', {}),
  autoscaler('elastic'),
  deployment('asleep', {}, { replicas: 0 }),
  autoscaler('asleep'),
  deployment('keda', {}),
  autoscaler('keda', controlledBy('ScaledObject', 'keda')),
  deployment('paused', {}, { paused: true }),
];

const store = createClusterFixture({
  clusters: { prod: { objects } },
}).service.store('prod');

function unsuitable(verb: string, name: string): string | undefined {
  return kubernetesOperations
    .find(({ id }) => id === `kubernetes.${verb}`)
    ?.unsuitable?.({
      store,
      limits: { maxReplicas: 50 },
      target: {
        cluster: 'prod',
        kind: 'Deployment',
        namespace: 'default',
        name,
      },
    });
}

const management = (name: string) =>
  managementOf(store, {
    ...store.get('Deployment', { namespace: 'default', name })!,
    kind: 'Deployment',
  });

const OWNED = [
  'scale',
  'set-image',
  'set-resources',
  'roll-back',
  'pause',
] as const;

describe('what is owned elsewhere', () => {
  it.each(OWNED)('%s is for a workload that nobody manages', verb => {
    const reason = unsuitable(verb, 'plain');
    // The fixture has no earlier revisions, which is another matter.
    expect(reason).toBe(
      verb === 'roll-back' ? 'it has no earlier revision' : undefined,
    );
  });

  it.each(
    OWNED.flatMap(verb =>
      ['healed', 'remote', 'fluxed', 'operated'].map(name => [verb, name]),
    ),
  )('%s is not for %s', (verb, name) => {
    expect(unsuitable(verb, name)).toMatch(/Git|orders/);
  });

  it('names where in Git, and what self-heal would do', () => {
    expect(unsuitable('set-image', 'healed')).toBe(
      "Git owns the image: Argo CD's Application healed deploys it, and its self-heal would take a change in the cluster back at once. Change it in deploy/checkout in https://git.example.org/shop.git instead",
    );
  });

  it('names charts, and that the next sync would do it where nothing heals', () => {
    const reason = unsuitable('scale', 'charted');
    expect(reason).toContain('its next sync would take');
    expect(reason).toContain(
      'in the chart shop of https://charts.example.org and https://git.example.org/values.git',
    );
  });

  it('says what it knows of an Application of another cluster', () => {
    expect(unsuitable('scale', 'remote')).toContain('in its Git repository');
  });

  it.each(OWNED.filter(verb => verb !== 'roll-back'))(
    '%s of what Helm installed is possible, with a warning',
    verb => {
      expect(unsuitable(verb, 'helmed')).toBeUndefined();
      expect(managerImpacts(management('helmed'), 'the image')).toEqual([
        {
          severity: 'warning',
          code: 'reverted-by-manager',
          message:
            "Helm's release shop sets the image too: the next upgrade of it takes this back, unless its values say the same by then.",
        },
      ]);
    },
  );

  it('warns of whatever a label names', () => {
    expect(managerImpacts(management('labelled'), 'the image')).toMatchObject([
      { severity: 'warning', message: expect.stringContaining('pulumi') },
    ]);
    expect(managerImpacts(management('plain'), 'the image')).toEqual([]);
  });
});

describe('a restart', () => {
  it.each([
    ['plain', /^$/],
    ['healed', /^note: .*does not heal this: .*no difference/],
    ['charted', /^note: .*stays in sync: /],
    ['replaced', /^warning: .*Replace=true.*replaces all pods once more/],
    ['fluxed', /^note: Flux \(apps\) leaves it/],
    ['helmed', /^$/],
    ['operated', /^warning: Cluster\/orders made it/],
  ])('of %s', (name, expected) => {
    expect(unsuitable('restart', name)).toBeUndefined();
    const impacts = restartImpacts(management(name)).map(
      ({ severity, message }) => `${severity}: ${message}`,
    );
    expect(impacts.join()).toMatch(expected);
  });

  it.each(['restart', 'set-image', 'set-resources', 'roll-back'])(
    '%s does nothing to a paused rollout',
    verb => {
      expect(unsuitable(verb, 'paused')).toContain('resume it first');
    },
  );

  it('pauses and resumes what is not, and what is', () => {
    expect(unsuitable('pause', 'paused')).toBe('its rollout is paused');
    expect(unsuitable('resume', 'paused')).toBeUndefined();
    expect(unsuitable('resume', 'plain')).toBe('its rollout is not paused');
  });
});

describe('an autoscaler', () => {
  it.each([
    ['scale', 'elastic', /elastic-hpa decides .* change its limits instead/],
    ['scale', 'asleep', /^suitable$/],
    ['scale-limits', 'elastic', /^suitable$/],
    ['scale-limits', 'plain', /no autoscaler .* scale it instead/],
    ['scale', 'keda', /keda-hpa decides/],
    ['scale-limits', 'keda', /ScaledObject\/keda made it/],
  ])('%s of %s', (verb, name, reason) => {
    expect(unsuitable(verb, name) ?? 'suitable').toMatch(reason);
  });

  it('asks for both limits, with what they are now', () => {
    const definition = kubernetesOperations.find(
      ({ id }) => id === 'kubernetes.scale-limits',
    );
    expect(
      definition?.fields?.({
        store,
        limits: { maxReplicas: 50 },
        target: {
          cluster: 'prod',
          kind: 'Deployment',
          namespace: 'default',
          name: 'elastic',
        },
      }),
    ).toMatchObject([
      { name: 'minReplicas', default: 2 },
      { name: 'maxReplicas', default: 5 },
    ]);
  });
});
