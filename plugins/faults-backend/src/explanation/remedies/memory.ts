import {
  ceilingOf,
  parseQuantity,
  type CeilingOptions,
  type KubernetesObject,
  type ObjectStore,
} from '@groundcrew/plugin-clusters-node';
import { partOf, recordsOf, type Json } from '../../changes/facts/json';
import { revisionsOf } from '../../changes/revisions/revisionsOf';
import { containersIn } from '../../kubernetes/containers';
import { templateOf } from '../../topology';
import { isOwnedElsewhere, ownerOf } from './ownership';
import { inShort, type Remedy, type RemedyContext } from './Remedy';

const MEBI = 2 ** 20;
const KINDS = ['Deployment', 'StatefulSet', 'DaemonSet'];
/** Half as much again. */
const STEP = 1.5;
/** Of what the same image had at the least: whatever wants more than that leaks, or is for a person to look at. */
const MOST = 4;
/** Less than that is not worth a roll-out. */
const LEAST = 1.2;
const ROUND_BYTES = 16 * MEBI;

interface Limited {
  name: string;
  limit: number;
  /** Undefined where the limit counts as the request, too. */
  request?: number;
}

/**
 * Raises the memory limit of a container by half, within what its namespace and the nodes have room for, and within some times
 * of what the same image had before.
 */
export const raiseMemory: Remedy = context => {
  const { finding, object, store } = context;
  const container = object && limitedContainer(context);
  const amount = container && limitFor(store, object, container);
  if (!object || !container || !amount) {
    return [];
  }
  const { name } = container;
  const memoryLimit = inMebi(amount);
  // What asks for all that it may use, to be the last to be put out, goes on to.
  const isGuaranteed = container.request === container.limit;
  const title = `Raise the memory limit of ${name} to ${memoryLimit}`;
  const why = `It has ${inMebi(
    container.limit,
  )}, and is ended when it wants more; there is room for that.`;
  return isOwnedElsewhere(ownerOf(store, object))
    ? [
        {
          title: `${title} in ${inShort(finding.object)}`,
          why,
          changes: object,
        },
      ]
    : [
        {
          title,
          why,
          operation: {
            id: 'kubernetes.set-resources',
            target: finding.object,
            input: {
              container: name,
              memoryLimit,
              ...(isGuaranteed && { memoryRequest: memoryLimit }),
            },
          },
        },
      ];
};

/** Whether a template has the same images as another one, and no container with more memory. */
export function hasNoMoreMemory(previous: Json, present: Json): boolean {
  const before = containersOfTemplate(previous);
  return containersOfTemplate(present).every(({ image, name, resources }) => {
    const other = before.find(container => container.name === name);
    return (
      other?.image === image &&
      memoryOf(other?.resources) <= memoryOf(resources)
    );
  });
}

/** The container that is spoken of, or the only one. */
function limitedContainer({
  finding,
  object,
}: RemedyContext): Limited | undefined {
  if (!object || !KINDS.includes(finding.object.kind)) {
    return undefined;
  }
  const all = containersIn(templateOf(object).spec);
  const named = /^Container '([^']{1,63})'/.exec(finding.message)?.[1];
  const { name, spec } =
    all.find(container => container.name === named) ??
    (named === undefined && all.length === 1 ? all[0] : {});
  const limit = parseQuantity(spec?.resources?.limits?.memory ?? '');
  const request = parseQuantity(spec?.resources?.requests?.memory ?? '');
  return name && limit !== undefined && limit > 0
    ? { name, limit, request }
    : undefined;
}

/** In bytes; undefined where it may not have so much more that it would matter. */
function limitFor(
  store: ObjectStore,
  object: KubernetesObject,
  { limit, name, request }: Limited,
): number | undefined {
  const workload = object as CeilingOptions['workload'];
  const most = Math.min(
    MOST * leastLimitOf(store, object, name, limit),
    // What is requested grows with the limit.
    ...(['limits', 'requests'] as const)
      .filter(of => of === 'limits' || (request ?? limit) === limit)
      .map(
        of =>
          ceilingOf({
            store,
            workload,
            container: name,
            resource: 'memory',
            of,
          })?.amount ?? Infinity,
      ),
  );
  const wanted = Math.ceil((STEP * limit) / ROUND_BYTES) * ROUND_BYTES;
  const amount = Math.floor(Math.min(wanted, most) / MEBI) * MEBI;
  return amount >= LEAST * limit ? amount : undefined;
}

/** Of the revisions that run the same image: what was raised before, step by step, is not what it began with. */
function leastLimitOf(
  store: ObjectStore,
  object: KubernetesObject,
  name: string,
  limit: number,
): number {
  const revisions = revisionsOf(store, object);
  const inRevision = ({ template }: (typeof revisions)[number]) =>
    containersOfTemplate(template).find(container => container.name === name);
  const present = revisions.find(({ isCurrent }) => isCurrent);
  const image = present && inRevision(present)?.image;
  const limits = revisions.flatMap(revision => {
    const container = inRevision(revision);
    const bytes = memoryOf(container?.resources);
    return container?.image === image && Number.isFinite(bytes) ? [bytes] : [];
  });
  return Math.min(limit, ...limits);
}

function containersOfTemplate(template: Json): Json[] {
  return recordsOf(partOf(template, 'spec').containers);
}

/** The limit, in bytes; no end to it where there is none. */
function memoryOf(resources: unknown): number {
  const bytes = parseQuantity(String(partOf(resources, 'limits').memory));
  return bytes === undefined || bytes <= 0 ? Infinity : bytes;
}

function inMebi(bytes: number): string {
  return `${Math.floor(bytes / MEBI)}Mi`;
}
