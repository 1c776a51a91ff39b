import type { ChangeKind } from '@groundcrew/plugin-faults-common';
import { inWords } from '../../kubernetes/inWords';
import { isDigest, type Difference } from './Facts';
import { taggedImage } from './taggedImage';

/** What it means that facts of one type differ. */
export interface FactType {
  /** What sort of change that is; that of the object's kind where it is left out. */
  change?: ChangeKind;
  /** In one clause for each thing that is to be said, without a full stop. */
  inWords(differences: readonly Difference[]): string[];
}

const MOST_NAMES = 6;

/** `Update strategy changed`: for what is not. */
const hidden = (
  label: (name: string) => string,
  change?: ChangeKind,
): FactType => ({
  change,
  inWords: differences =>
    differences.map(({ after, before, name }) => {
      if (before === undefined) {
        return `${label(name)} added`;
      }
      return `${label(name)} ${after === undefined ? 'removed' : 'changed'}`;
    }),
});

/** `Replicas changed from 3 to 0`: for what is shown, where it is short enough. */
const shown = (
  label: (name: string) => string,
  change?: ChangeKind,
): FactType => ({
  change,
  inWords: differences =>
    differences.flatMap(difference => {
      const { after, before, name } = difference;
      if (isDigest(before) || isDigest(after)) {
        return hidden(label).inWords([difference]);
      }
      if (before === undefined) {
        return `${label(name)} set to ${after}`;
      }
      return after === undefined
        ? `${label(name)} removed, which was ${before}`
        : `${label(name)} changed from ${before} to ${after}`;
    }),
});

/** `Keys removed: FLAG_A`: for many things of one sort. */
const listed = (label: string, change?: ChangeKind): FactType => ({
  change,
  inWords: differences => {
    const names = (isMeant: (difference: Difference) => boolean) =>
      differences.filter(isMeant).map(({ name }) => name);
    return (
      [
        ['added', names(({ before }) => before === undefined)],
        ['removed', names(({ after }) => after === undefined)],
        [
          'changed',
          names(
            ({ after, before }) => before !== undefined && after !== undefined,
          ),
        ],
      ] as const
    ).flatMap(([what, which]) =>
      which.length > 0 ? `${label} ${what}: ${inWords(which, MOST_NAMES)}` : [],
    );
  },
});

/** `Cordoned` or `Uncordoned`: for what is so or is not. */
const said = (is: string, isNot: string, change?: ChangeKind): FactType => ({
  change,
  inWords: ([difference]) => [difference?.after === undefined ? isNot : is],
});

const ofContainer = (what: string) => (name: string) =>
  `${what} of container \`${name}\``;

/** `limits.memory of container app`, from `app/limits.memory`. */
const inContainer = (name: string) => {
  const slash = name.indexOf('/');
  return `\`${name.slice(slash + 1)}\` of container \`${name.slice(
    0,
    slash,
  )}\``;
};

const ready: Readonly<Record<string, string>> = {
  True: 'Node became Ready',
  False: 'Node became NotReady',
  Unknown: 'Node does not report any more',
};

/** By the first word of the names of facts. */
export const FACT_TYPES: Readonly<Record<string, FactType>> = {
  image: {
    change: 'release',
    inWords: differences =>
      differences.map(({ after, before, name }) => {
        if (before === undefined) {
          return `Container \`${name}\` added, with image ${after}`;
        }
        if (after === undefined) {
          return `Container \`${name}\` removed`;
        }
        if (isDigest(before) || isDigest(after)) {
          return `Image of container \`${name}\` changed`;
        }
        const [from, to] = shortened(before, after);
        return `Image of container \`${name}\` changed from ${from} to ${to}`;
      }),
  },
  env: {
    change: 'release',
    inWords: differences => {
      const containers = new Map<string, Difference[]>();
      for (const { name, ...rest } of differences) {
        const slash = name.indexOf('/');
        const container = name.slice(0, slash);
        containers.set(container, [
          ...(containers.get(container) ?? []),
          { ...rest, name: name.slice(slash + 1) },
        ]);
      }
      return [...containers].flatMap(([container, variables]) =>
        listed(`Variables of container \`${container}\``).inWords(variables),
      );
    },
  },
  resources: shown(inContainer, 'release'),
  'container-ports': shown(ofContainer('Ports'), 'release'),
  command: hidden(ofContainer('Command'), 'release'),
  'container-field': shown(inContainer, 'release'),
  'pod-field': shown(name => `\`${name}\` of the pods`, 'release'),
  'pod-labels': shown(() => 'Labels of the pods', 'release'),
  'pod-annotation': listed('Annotations of the pods', 'release'),
  volume: listed('Volumes', 'release'),
  restart: { change: 'release', inWords: () => ['Pods restarted'] },
  replicas: shown(() => 'Replicas', 'scaling'),
  paused: said('Roll-out paused', 'Roll-out resumed', 'other'),
  strategy: hidden(() => 'Update strategy', 'other'),
  schedule: shown(() => 'Schedule', 'other'),
  concurrency: shown(() => 'Concurrency policy', 'other'),
  suspended: said('Suspended', 'Resumed', 'other'),
  key: listed('Keys'),
  written: { inWords: () => ['Written; its content may have changed'] },
  selector: shown(() => 'Selector'),
  'pod-selector': shown(() => 'Selector'),
  type: shown(() => 'Type'),
  'external-name': shown(() => 'External name'),
  port: {
    inWords: differences =>
      differences.map(({ after, before, name }) => {
        if (before === undefined) {
          return `Port ${name} added, which leads to ${after}`;
        }
        return after === undefined
          ? `Port ${name} removed`
          : `Target of port ${name} changed from ${before} to ${after}`;
      }),
  },
  class: shown(() => 'Class'),
  'default-backend': shown(() => 'Default backend'),
  route: shown(name => `Route ${name}`),
  certificate: listed('Certificates'),
  minimum: shown(() => 'Minimum of replicas'),
  maximum: shown(() => 'Maximum of replicas'),
  target: shown(() => 'Target'),
  'min-available': shown(() => '`minAvailable`'),
  'max-unavailable': shown(() => '`maxUnavailable`'),
  hard: shown(name => `Limit of ${name}`),
  limit: shown(name => `Limit for ${name}`),
  label: shown(name => `Label ${name}`),
  annotation: listed('Annotations'),
  field: listed('Fields'),
  webhook: listed('Webhooks'),
  condition: {
    inWords: differences =>
      differences.flatMap(({ after, before, name }) => {
        if (name === 'Ready') {
          return ready[after ?? 'Unknown'] ?? [];
        }
        if (after === 'True') {
          return `${name} began`;
        }
        // Of a node that does not report any more nobody knows whether it ended.
        return before === 'True' && after === 'False' ? `${name} ended` : [];
      }),
  },
  cordoned: said('Cordoned', 'Uncordoned'),
  taint: listed('Taints'),
  'node-label': listed('Labels'),
  kubelet: shown(() => 'Version of the kubelet'),
  size: shown(() => 'Size'),
  'pull-secrets': shown(() => 'Secrets for pulling images'),
  'target-revision': shown(name => `Target revision${name && ` ${name}`}`),
  source: hidden(name => `Source${name && ` ${name}`}`),
  'sync-policy': hidden(() => 'Sync policy', 'other'),
  synced: {
    inWords: differences =>
      differences.flatMap(({ after, before }) =>
        after === undefined
          ? []
          : `Synced to revision ${shortRevision(after)}${
              before === undefined ? '' : `, from ${shortRevision(before)}`
            }`,
      ),
  },
  deleting: said('Deletion began', 'Deletion ended'),
  rest: { inWords: () => ['More of it changed'] },
};

/** `1.8.1` and `1.8.2`, where only the tag differs; whole names otherwise. */
function shortened(before: string, after: string): [string, string] {
  const [repository, from] = taggedImage(before);
  const [other, to] = taggedImage(after);
  return repository === other && from && to ? [from, to] : [before, after];
}

function shortRevision(revision: string): string {
  return /^[0-9a-f]{40}$/.test(revision) ? revision.slice(0, 7) : revision;
}
