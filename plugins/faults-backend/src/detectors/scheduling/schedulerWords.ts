import type { ObjectOf, ObjectStore } from '@groundcrew/plugin-clusters-node';
import { asText } from '../../kubernetes/asText';
import { conditionOf } from '../../kubernetes/conditions';
import { eventsAbout } from '../../kubernetes/events';
import type { Filter } from './filters';

/** What kube-scheduler says of a node that a filter has refused. */
const WORDS: [Filter, RegExp][] = [
  ['cordon', /were unschedulable/],
  ['selector', /node affinity\/selector|node selector/],
  ['affinity', /node affinity\/selector|node\(s\) didn't match node affinity/],
  [
    'unhealthy',
    /taint \{node\.(?:cloudprovider\.)?kubernetes\.io\/(?!unschedulable)/,
  ],
  ['taint', /taint \{(?!node\.(?:cloudprovider\.)?kubernetes\.io\/)/],
  ['anti-affinity', /anti-affinity/],
  ['pod-affinity', /didn't match pod affinity/],
  ['spread', /topology spread constraints/],
  ['ports', /free ports for the requested/],
  ['volume', /volume node affinity conflict|available volume zone/],
  ['resource:pods', /Too many pods/],
];
const INSUFFICIENT = /Insufficient ([a-zA-Z0-9./_-]{1,200})/;

/** What the scheduler says of a pod. */
export interface SchedulerWords {
  text: string;
  /** How many nodes were refused by each filter, the first that each node failed. */
  refused: ReadonlyMap<Filter, number>;
}

/** What the scheduler last said of why a pod has no node; undefined while it has not said that. */
export function schedulerWords(
  store: ObjectStore,
  pod: ObjectOf<'Pod'>,
): SchedulerWords | undefined {
  const condition = conditionOf(pod, 'PodScheduled');
  if (condition && condition.status !== 'False') {
    return undefined;
  }
  const text =
    asText(condition?.message) ||
    asText(eventsAbout(store, pod, 'FailedScheduling').at(-1)?.message);
  return condition || text ? { text, refused: refusedIn(text) } : undefined;
}

function refusedIn(text: string): Map<Filter, number> {
  // After that it tells which pods it could do away with, in the same words.
  const [said] = text.slice(0, 10_000).split('preemption:');
  const refused = new Map<Filter, number>();
  for (const part of said.split(/: |, |\. /)) {
    const nodes = Number.parseInt(part, 10) || 0;
    for (const filter of filtersOf(part)) {
      refused.set(filter, (refused.get(filter) ?? 0) + nodes);
    }
  }
  return refused;
}

function filtersOf(part: string): Filter[] {
  const resource = INSUFFICIENT.exec(part)?.[1].replace(/\.$/, '');
  return resource
    ? [`resource:${resource}`]
    : WORDS.filter(([, words]) => words.test(part)).map(([filter]) => filter);
}
