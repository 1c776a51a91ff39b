import type { ObjectRef } from '@groundcrew/plugin-clusters-common';
import type {
  Explanation,
  IncidentRunbook,
  RunbookResolutionStep,
} from '@groundcrew/plugin-faults-common';
import type { FittingRunbook } from './runbooksFor';

type ResolutionStep = IncidentRunbook['resolution'][number];
type StepOperation = NonNullable<RunbookResolutionStep['operation']>;

/**
 * A runbook for one incident: placeholders of its commands filled in, and its operations aimed.
 *
 * @param explanation - as far as whoever reads it may see it
 */
export function incidentRunbookOf(
  { fit, isWorse, runbook }: FittingRunbook,
  explanation: Explanation,
): IncidentRunbook {
  const { body: _, investigation, resolution, ...rest } = runbook;
  const objects = objectsOf(explanation);
  const filled = (command: string | undefined) =>
    command === undefined ? {} : { command: fillIn(command, objects) };
  return {
    ...rest,
    fit,
    isWorse,
    investigation: investigation.map(({ command, ...step }) => ({
      ...step,
      ...filled(command),
    })),
    resolution: resolution.map(({ command, operation, ...step }) => ({
      ...step,
      ...filled(command),
      ...(operation ? aim(operation, explanation, objects) : {}),
    })),
  };
}

/** What an incident speaks of, the nearest to the cause first. */
function objectsOf({ cause, impact, symptoms }: Explanation): ObjectRef[] {
  return [
    cause.object,
    ...impact.workloads.map(({ object }) => object),
    ...symptoms.map(({ finding }) => finding.object),
    ...[cause, ...symptoms.map(({ finding }) => finding)].flatMap(
      ({ evidence }) => evidence.flatMap(({ object }) => object ?? []),
    ),
  ];
}

/** What cannot be filled in stays as it is written, for a person to do. */
function fillIn(command: string, objects: readonly ObjectRef[]): string {
  const [{ cluster, kind, name, namespace }] = objects;
  const pod = objects.find(each => each.kind === 'Pod')?.name;
  const values: Record<string, string | undefined> = {
    cluster,
    kind: kind.toLowerCase(),
    name,
    namespace,
    pod,
  };
  return command.replace(
    /<(cluster|kind|name|namespace|pod)>/g,
    (placeholder, key: string) => {
      const value = values[key];
      return value ? forShell(value) : placeholder;
    },
  );
}

/** Names that are no plain words, as those of roles may be, must not become more than one word of a command. */
function forShell(word: string): string {
  return /^[\w.:-]+$/.test(word) ? word : `'${word.replace(/'/g, `'\\''`)}'`;
}

function aim(
  { id, input, target }: StepOperation,
  { cause, proposals }: Explanation,
  objects: readonly ObjectRef[],
): Pick<ResolutionStep, 'operation' | 'noOperation'> {
  const proposed = proposals.flatMap(({ operation }) =>
    operation?.id === id ? operation : [],
  );
  if (target === undefined) {
    // The proposal knows what the runbook cannot: to which revision, to how many.
    const [first] = proposed;
    return {
      operation: {
        id,
        target: first?.target ?? cause.object,
        input: { ...first?.input, ...input },
      },
    };
  }
  const aimed =
    target === 'cause'
      ? cause.object
      : objects.find(
          each =>
            each.kind === target.kind &&
            (target.namespace ?? each.namespace) === each.namespace &&
            (target.name ?? each.name) === each.name,
        );
  if (!aimed) {
    const { kind, name } = target as Exclude<typeof target, 'cause'>;
    return {
      noOperation: `No ${[kind, name]
        .filter(Boolean)
        .join(' ')} has to do with this incident.`,
    };
  }
  const same = proposed.find(each => isSame(each.target, aimed));
  return {
    operation: { id, target: aimed, input: { ...same?.input, ...input } },
  };
}

function isSame(one: ObjectRef, other: ObjectRef): boolean {
  return (['cluster', 'kind', 'namespace', 'name'] as const).every(
    key => (one[key] ?? '') === (other[key] ?? ''),
  );
}
