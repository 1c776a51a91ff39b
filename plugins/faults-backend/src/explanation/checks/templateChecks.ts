import { fieldManagersOf } from '@groundcrew/plugin-clusters-node';
import { revisionsOf } from '../../changes/revisions/revisionsOf';
import { asText } from '../../kubernetes/asText';
import {
  configurationReferences,
  hasKey,
} from '../../kubernetes/configurationReferences';
import { DAY, HOUR, timeOf } from '../../kubernetes/times';
import { refOf, templateOf } from '../../topology';
import type { Check } from './Check';

const MOST_OBJECTS = 4;
/** What changed before that is no recent release any more. */
const RECENT = HOUR;

/** It runs what it has run for long. */
export const release: Check = function* release({ now, store, workload }) {
  const revisions = revisionsOf(store, workload);
  const current = revisions.find(({ isCurrent }) => isCurrent);
  const writers = fieldManagersOf(workload).filter(({ paths }) =>
    paths.includes('spec.template'),
  );
  // Who goes back to an earlier revision makes no new one: only the writers of the template know of it.
  const isKnown = revisions.length === 1 || writers.length > 0;
  const times = [
    current?.createdAt,
    ...writers.map(({ time }) => timeOf(time)),
  ].filter(time => time !== undefined);
  const since = now - Math.max(...times);
  if (current?.createdAt !== undefined && isKnown && since >= RECENT) {
    yield {
      object: refOf(workload),
      message: `Its pod template has not changed for ${inWords(since)}`,
      against: /^rollout-|^pod-template-invalid$/,
    };
  }
};

/** What its pods need to start is there. */
export const configuration: Check = function* configuration({
  namespace,
  store,
  workload,
}) {
  const { spec } = templateOf(workload);
  const keysOf = new Map<string, Set<string>>();
  for (const { key, kind, name } of configurationReferences(spec)) {
    const object = `${kind} ${name}`;
    const keys = keysOf.get(object) ?? new Set();
    keysOf.set(object, key ? keys.add(key) : keys);
  }
  let count = 0;
  for (const [object, keys] of keysOf) {
    const [kind, name] = object.split(' ');
    const configMap =
      kind === 'ConfigMap'
        ? store.get('ConfigMap', { namespace, name })
        : undefined;
    const isThere =
      configMap !== undefined || store.has(kind, { namespace, name });
    // Which keys a Secret has is not known here.
    const areKeysThere =
      configMap !== undefined && [...keys].every(key => hasKey(configMap, key));
    const isGood = isThere && (kind === 'Secret' || areKeysThere);
    if (isGood && count < MOST_OBJECTS) {
      count += 1;
      yield {
        object: { kind, namespace, name },
        message:
          kind === 'ConfigMap' && keys.size > 0
            ? `${object} exists, with the keys that its pods need`
            : `${object} exists`,
      };
    }
  }
};

/** The identity that its pods have is there, where one is named. */
export const serviceAccount: Check = function* serviceAccount({
  namespace,
  store,
  workload,
}) {
  const name = asText(templateOf(workload).spec?.serviceAccountName);
  if (name && store.has('ServiceAccount', { namespace, name })) {
    yield {
      object: { kind: 'ServiceAccount', namespace, name },
      message: `ServiceAccount ${name} exists`,
    };
  }
};

function inWords(milliseconds: number): string {
  const [count, unit] =
    milliseconds >= 2 * DAY
      ? [Math.floor(milliseconds / DAY), 'days']
      : [Math.floor(milliseconds / HOUR), 'hours'];
  return count === 1 ? 'an hour' : `${count} ${unit}`;
}
