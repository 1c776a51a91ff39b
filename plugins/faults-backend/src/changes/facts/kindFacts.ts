import type { ChangeKind } from '@groundcrew/plugin-faults-common';
import { addApplicationFacts } from './applicationFacts';
import type { Facts } from './Facts';
import { labelsInWords, partOf, recordOf, recordsOf, type Json } from './json';
import { addNodeFacts } from './nodeFacts';
import {
  addAnnotationFacts,
  addIngressFacts,
  addServiceFacts,
} from './routingFacts';
import { addTemplateFacts } from './templateFacts';

/** What is remembered of the objects of one kind. */
export interface KindFacts {
  /** What sort of change it is that one of them comes or goes. */
  change: ChangeKind;
  /** Everything that is remembered is counted by `metadata.generation`: where that is the same, so is all of it. */
  isByGeneration?: boolean;
  add(facts: Facts, object: Json): void;
}

const workload: KindFacts = {
  change: 'release',
  isByGeneration: true,
  add(facts, object) {
    const spec = recordOf(object.spec);
    facts.shown('replicas', spec.replicas);
    facts.shown('paused', spec.paused === true ? true : undefined);
    facts.hidden('strategy', spec.strategy ?? spec.updateStrategy);
    addTemplateFacts(facts, recordOf(spec.template));
  },
};

/** Kinds of which only the names of the fields of their specs are known. */
const plain = (change: ChangeKind): KindFacts => ({
  change,
  add(facts, { spec }) {
    for (const [field, value] of Object.entries(recordOf(spec))) {
      facts.hidden(`field ${field}`, value);
    }
  },
});

const webhooks: KindFacts = {
  change: 'policy',
  add(facts, object) {
    for (const { name, ...webhook } of recordsOf(object.webhooks)) {
      facts.hidden(`webhook ${String(name)}`, webhook);
    }
  },
};

/** The kinds of which it is noted what changes. Never pods, nor what controllers make for them. */
export const KIND_FACTS: Readonly<Record<string, KindFacts>> = {
  Deployment: workload,
  StatefulSet: workload,
  DaemonSet: workload,
  Rollout: workload,
  CronJob: {
    change: 'release',
    isByGeneration: true,
    add(facts, object) {
      const { concurrencyPolicy, schedule, suspend } = recordOf(object.spec);
      facts.shown('schedule', schedule);
      facts.shown('concurrency', concurrencyPolicy);
      facts.shown('suspended', suspend === true ? true : undefined);
      addTemplateFacts(
        facts,
        partOf(object, 'spec', 'jobTemplate', 'spec', 'template'),
      );
    },
  },
  ConfigMap: {
    change: 'configuration',
    add(facts, { binaryData, data }) {
      const entries = { ...recordOf(data), ...recordOf(binaryData) };
      for (const [key, value] of Object.entries(entries)) {
        facts.hidden(`key ${key}`, `${String(value)} `);
      }
    },
  },
  // Its values are not here to be compared: see `digestOf`.
  Secret: { change: 'configuration', add: () => {} },
  Service: { change: 'routing', add: addServiceFacts },
  Ingress: { change: 'routing', add: addIngressFacts },
  HTTPRoute: plain('routing'),
  Gateway: plain('routing'),
  IngressClass: plain('routing'),
  Certificate: plain('routing'),
  NetworkPolicy: {
    change: 'routing',
    add(facts, object) {
      const { egress, ingress, podSelector, policyTypes } = recordOf(
        object.spec,
      );
      facts.shown(
        'pod-selector',
        labelsInWords(recordOf(podSelector).matchLabels) || 'all pods',
      );
      facts.hidden('field podSelector', recordOf(podSelector).matchExpressions);
      // No rule at all lets nothing through, which is not the same as to say nothing of it.
      facts.hidden('field ingress', ingress && ['rules', ingress]);
      facts.hidden('field egress', egress && ['rules', egress]);
      facts.hidden('field policyTypes', policyTypes);
    },
  },
  HorizontalPodAutoscaler: {
    change: 'scaling',
    add(facts, object) {
      const { maxReplicas, minReplicas, scaleTargetRef, ...rest } = recordOf(
        object.spec,
      );
      const { kind, name } = recordOf(scaleTargetRef);
      facts.shown('minimum', minReplicas);
      facts.shown('maximum', maxReplicas);
      facts.shown('target', `${String(kind)} ${String(name)}`);
      for (const [field, value] of Object.entries(rest)) {
        facts.hidden(`field ${field}`, value);
      }
    },
  },
  PodDisruptionBudget: {
    change: 'policy',
    add(facts, object) {
      const { maxUnavailable, minAvailable, ...rest } = recordOf(object.spec);
      facts.shown('min-available', minAvailable);
      facts.shown('max-unavailable', maxUnavailable);
      for (const [field, value] of Object.entries(rest)) {
        facts.hidden(`field ${field}`, value);
      }
    },
  },
  ResourceQuota: {
    change: 'policy',
    add(facts, object) {
      const { hard, ...rest } = recordOf(object.spec);
      for (const [resource, amount] of Object.entries(recordOf(hard))) {
        facts.shown(`hard ${resource}`, amount);
      }
      for (const [field, value] of Object.entries(rest)) {
        facts.hidden(`field ${field}`, value);
      }
    },
  },
  LimitRange: {
    change: 'policy',
    add(facts, object) {
      for (const { type, ...limits } of recordsOf(
        recordOf(object.spec).limits,
      )) {
        for (const [sort, amounts] of Object.entries(limits)) {
          for (const [resource, amount] of Object.entries(recordOf(amounts))) {
            facts.shown(`limit ${String(type)} ${sort} ${resource}`, amount);
          }
        }
      }
    },
  },
  Namespace: {
    change: 'policy',
    add(facts, object) {
      const labels = partOf(object, 'metadata', 'labels');
      for (const [label, value] of Object.entries(labels)) {
        if (label.startsWith('pod-security.kubernetes.io/')) {
          facts.shown(`label ${label}`, value);
        }
      }
    },
  },
  Node: { change: 'node', add: addNodeFacts },
  PersistentVolumeClaim: {
    change: 'other',
    add(facts, object) {
      const { storage } = partOf(object, 'spec', 'resources', 'requests');
      facts.shown('size', storage);
    },
  },
  StorageClass: {
    change: 'other',
    add(facts, object) {
      const { metadata: _, apiVersion: __, kind: ___, ...fields } = object;
      for (const [field, value] of Object.entries(fields)) {
        facts.hidden(`field ${field}`, value);
      }
      addAnnotationFacts(facts, object);
    },
  },
  ServiceAccount: {
    change: 'other',
    add(facts, object) {
      const names = recordsOf(object.imagePullSecrets).map(({ name }) =>
        String(name),
      );
      facts.shown('pull-secrets', names.join(', ') || undefined);
      facts.hidden(
        'field automountServiceAccountToken',
        object.automountServiceAccountToken,
      );
      addAnnotationFacts(facts, object);
    },
  },
  Application: { change: 'sync', add: addApplicationFacts },
  ValidatingWebhookConfiguration: webhooks,
  MutatingWebhookConfiguration: webhooks,
};

/** The kinds of which it is noted what changes. */
export const JOURNALED_KINDS: readonly string[] = Object.keys(KIND_FACTS);
