import type { KubernetesObject } from '@groundcrew/plugin-clusters-node';
import { detectIn } from '@groundcrew/plugin-faults-node/testUtils';
import { admissionDetectors } from '../admission';
import { schedulingDetectors } from './index';

const BROKEN: object[] = [
  {},
  { spec: {}, status: {} },
  { spec: null, status: null },
  {
    spec: {
      containers: null,
      tolerations: 'all',
      volumes: [null, {}],
      affinity: { podAntiAffinity: {}, nodeAffinity: null },
      nodeSelector: null,
      schedulingGates: 'x',
      taints: [null, {}],
      hard: { cpu: 'much' },
      scopes: 'x',
      accessModes: 'x',
      selector: { matchExpressions: 'x' },
      template: { spec: null },
    },
    status: {
      phase: 'Pending',
      conditions: [
        null,
        {},
        { type: 'PodScheduled', status: 'False', message: 7 },
        { type: 'ReplicaFailure', status: 'True', message: {} },
      ],
      allocatable: 'lots',
      hard: null,
    },
  },
  {
    status: {
      phase: 'Pending',
      conditions: [
        {
          type: 'PodScheduled',
          status: 'False',
          message: '1 Insufficient '.repeat(100_000),
        },
        {
          type: 'ReplicaFailure',
          status: 'True',
          message: 'exceeded quota: , requested: '.repeat(50_000),
        },
      ],
    },
  },
];

const KINDS = [
  'Pod',
  'Node',
  'ReplicaSet',
  'StatefulSet',
  'DaemonSet',
  'Job',
  'Deployment',
  'PersistentVolumeClaim',
  'PersistentVolume',
  'StorageClass',
  'ResourceQuota',
  'Namespace',
];

describe('detectors of admission and scheduling', () => {
  it.each([...admissionDetectors, ...schedulingDetectors].map(d => [d.id, d]))(
    '%s lives with broken objects',
    (_, detector) => {
      const objects = KINDS.flatMap(kind =>
        BROKEN.map(
          (broken, index): KubernetesObject => ({
            kind,
            metadata: { name: `broken-${index}` },
            ...broken,
          }),
        ),
      );
      if (typeof detector === 'string') {
        throw new Error('The table is wrong');
      }
      for (const { evidence, message } of detectIn(detector, { objects })) {
        expect(message.length).toBeLessThan(1_000);
        for (const { message: words } of evidence) {
          expect(words.length).toBeLessThanOrEqual(1_000);
        }
      }
    },
  );
});
