import { CustomResourceDefinition } from './clusterTypes';
import { KubeObject } from './objects';
import { CustomResourceDefinitions, apiVersionOf } from './resources';

export function isDefinition(
  object: KubeObject,
): object is CustomResourceDefinition {
  return (
    object.kind === CustomResourceDefinitions.kind &&
    object.apiVersion === apiVersionOf(CustomResourceDefinitions)
  );
}

/** Accepts a new definition: from now on its resources are served. */
export function establishDefinition(
  definition: CustomResourceDefinition,
  now: string,
): void {
  const { names, versions } = definition.spec;
  definition.spec.conversion ??= { strategy: 'None' };
  names.singular ??= names.kind.toLowerCase();
  names.listKind ??= `${names.kind}List`;
  const condition = (type: string, reason: string, message: string) => ({
    type,
    status: 'True' as const,
    lastTransitionTime: now,
    reason,
    message,
  });
  definition.status = {
    acceptedNames: { ...names },
    conditions: [
      condition('NamesAccepted', 'NoConflicts', 'no conflicts found'),
      condition(
        'Established',
        'InitialNamesAccepted',
        'the initial names have been accepted',
      ),
    ],
    storedVersions: versions
      .filter(version => version.storage)
      .map(version => version.name),
  };
}
