import {
  fieldManagersOf,
  type FieldManager,
  type KubernetesObject,
} from '@groundcrew/plugin-clusters-node';
import { asText } from '../kubernetes/asText';
import { timeOf } from '../kubernetes/times';
import { lastSyncOf } from './facts/applicationFacts';
import { Facts } from './facts/Facts';
import { partOf, recordOf, recordsOf, type Json } from './facts/json';
import { KIND_FACTS } from './facts/kindFacts';
import type { ObjectDigest, Writer } from './ObjectDigest';

/** Which operation changed an object last, and with which of its effects: `<operation>/<effect>`. */
const OPERATION = 'groundcrew.io/operation';
/** Made in every namespace, or with every release, for those who make them alone. */
const OF_MACHINERY = new Set([
  'helm.sh/release.v1',
  'kubernetes.io/service-account-token',
  'bootstrap.kubernetes.io/token',
]);
const LONGEST_ID = 64;
const ROOT_CERTIFICATE = 'kube-root-ca.crt';

/** What to remember of an object of a kind; undefined for those of which nobody wants to know what changes. Never throws. */
export function digestOf(
  kind: string,
  object: KubernetesObject,
): ObjectDigest | undefined {
  const facts = KIND_FACTS[kind];
  const { metadata } = object;
  if (!facts || !metadata?.name || isMachinery(kind, object)) {
    return undefined;
  }
  const json = recordOf(object);
  const managers = managersIn(object);
  const collected = Facts.create();
  facts.add(collected, json);
  if (kind === 'Secret') {
    addSecretFacts(collected, managers);
  }
  collected.shown('deleting', metadata.deletionTimestamp ? true : undefined);
  const { [OPERATION]: mark } = partOf(json, 'metadata', 'annotations');
  return {
    kind,
    namespace: metadata.namespace || undefined,
    name: metadata.name,
    uid: asText(metadata.uid),
    resourceVersion: asText(metadata.resourceVersion),
    generation:
      typeof metadata.generation === 'number' ? metadata.generation : undefined,
    change: facts.change,
    createdAt: timeOf(metadata.creationTimestamp),
    facts: collected.toRecord(),
    times: timesOf(kind, json),
    writers: managers.flatMap(writerOf),
    operationId: operationIn(asText(mark)),
    syncedBy: kind === 'Application' ? lastSyncOf(json).by : undefined,
  };
}

/** Anybody may write an annotation. */
function operationIn(mark: string): string | undefined {
  const [id] = mark.slice(0, 2 * LONGEST_ID).split('/');
  return id && id.length <= LONGEST_ID ? id : undefined;
}

function managersIn(object: KubernetesObject): FieldManager[] {
  const entries = recordsOf(object.metadata?.managedFields);
  return fieldManagersOf({
    metadata: {
      managedFields: entries.filter(
        ({ paths }) => !paths || Array.isArray(paths),
      ),
    },
  } as KubernetesObject);
}

function isMachinery(kind: string, { metadata, ...object }: KubernetesObject) {
  return (
    (kind === 'Secret' &&
      OF_MACHINERY.has(asText((object as { type?: unknown }).type))) ||
    (kind === 'ConfigMap' && metadata?.name === ROOT_CERTIFICATE)
  );
}

/** The names of the keys that somebody owns; and when they were written, as nobody here knows what they hold. */
function addSecretFacts(facts: Facts, managers: FieldManager[]): void {
  let written = '';
  for (const { paths, time = '' } of managers) {
    const keys = paths.filter(path => /^(?:data|stringData)\./.test(path));
    for (const path of keys) {
      facts.hidden(`key ${path.slice(path.indexOf('.') + 1)}`, 'is there');
    }
    if (keys.length > 0 && time > written) {
      written = time;
    }
  }
  facts.hidden('written', written || undefined);
}

function writerOf(manager: FieldManager): Writer[] {
  const at = timeOf(manager.time);
  return at === undefined || manager.subresource === 'status'
    ? []
    : [
        {
          manager: asText(manager.manager),
          subresource: asText(manager.subresource),
          at,
          ownsReplicas: manager.paths.includes('spec.replicas'),
          ownsContent: manager.paths.some(
            path => !/^(?:metadata|status)(?:\.|$)/.test(asText(path)),
          ),
        },
      ];
}

function timesOf(kind: string, object: Json): Record<string, number> {
  const times: Record<string, number> = {};
  const note = (fact: string, time: unknown) => {
    const at = timeOf(time);
    if (at !== undefined) {
      times[fact] = at;
    }
  };
  if (kind === 'Node') {
    const { conditions } = recordOf(object.status);
    for (const { lastTransitionTime, type } of recordsOf(conditions)) {
      note(`condition ${String(type)}`, lastTransitionTime);
    }
  }
  if (kind === 'Application') {
    note('synced', lastSyncOf(object).at);
  }
  return times;
}
