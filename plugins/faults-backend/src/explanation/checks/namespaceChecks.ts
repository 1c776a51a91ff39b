import { readyEndpointsOf } from '../../kubernetes/endpoints';
import { matchesSelector } from '../../kubernetes/matchesSelector';
import { limitedResources, quotasIn, roomIn } from '../../kubernetes/quotas';
import {
  addressesOf,
  refOf,
  selects,
  serviceNameOf,
  templateOf,
} from '../../topology';
import type { Check } from './Check';

const MOST_OBJECTS = 3;

/** The Services that lead to it do. */
export const ownServices: Check = function* ownServices({
  namespace,
  store,
  workload,
}) {
  const { labels } = templateOf(workload).metadata ?? {};
  const own = store
    .list('Service', { namespace })
    .filter(service => selects(service, labels));
  for (const service of own.slice(0, MOST_OBJECTS)) {
    const ready = readyEndpointsOf(store, service).length;
    if (ready > 0) {
      yield {
        object: refOf(service),
        message: `Service ${
          service.metadata?.name
        } selects its pods, and has ${inWords(ready)}`,
        against: /^service-without-endpoints$/,
      };
    }
  }
};

/** What it calls by its configuration answers, as far as endpoints tell. */
export const calledServices: Check = function* calledServices({
  namespace,
  store,
  workload,
}) {
  const names = new Set(
    addressesOf(store, workload).flatMap(
      ({ host }) => serviceNameOf(host, namespace) ?? [],
    ),
  );
  let count = 0;
  for (const name of names) {
    const service = store.get('Service', { namespace, name });
    const ready = service ? readyEndpointsOf(store, service).length : 0;
    if (service && ready > 0 && count < MOST_OBJECTS) {
      count += 1;
      yield {
        object: refOf(service),
        message: `Service ${name}, which it calls, has ${inWords(ready)}`,
        against: /^dependency-|^address-of-no-port$/,
      };
    }
  }
};

/** There is room for more. */
export const quotas: Check = function* quotas({ namespace, store }) {
  for (const quota of quotasIn(store, namespace).slice(0, MOST_OBJECTS)) {
    const limited = limitedResources(quota);
    const isKnown = quota.status?.hard !== undefined;
    if (
      isKnown &&
      limited.length > 0 &&
      limited.every(resource => roomIn(quota, resource) > 0)
    ) {
      yield {
        object: refOf(quota),
        message: `ResourceQuota ${quota.metadata?.name} is not used up`,
        against: /^quota-/,
      };
    }
  }
};

/** Nobody is kept out, nor it in. */
export const networkPolicies: Check = function* networkPolicies({
  namespace,
  store,
  workload,
}) {
  const { labels } = templateOf(workload).metadata ?? {};
  const isSelected = store
    .list('NetworkPolicy', { namespace })
    .some(({ spec }) => matchesSelector(spec?.podSelector, labels));
  if (!isSelected) {
    yield {
      object: refOf(workload),
      message: 'No network policy is about its pods',
      against: /^network-policy-/,
    };
  }
};

/** `2 ready endpoints`. */
function inWords(ready: number): string {
  return `${ready} ready ${ready === 1 ? 'endpoint' : 'endpoints'}`;
}
