import { ApiError } from './ApiError';
import { KubeObject, keyOf } from './objects';
import { ResourceType } from './resources';

/** Refuses to replace another object, or another state of it, than the one that the client has seen. */
export function checkUpdatePreconditions(
  type: ResourceType,
  sent: KubeObject,
  { metadata }: KubeObject,
): void {
  const { uid, resourceVersion } = sent.metadata;
  if (uid && uid !== metadata.uid) {
    throw ApiError.conflict(
      type,
      metadata.name,
      `StorageError: invalid object, Code: 4, Key: /registry/${
        type.plural
      }/${keyOf(
        metadata,
      )}, ResourceVersion: 0, AdditionalErrorMsg: Precondition failed: UID in precondition: ${uid}, UID in object meta: ${
        metadata.uid
      }`,
    );
  }
  if (resourceVersion && resourceVersion !== metadata.resourceVersion) {
    throw ApiError.conflict(type, metadata.name);
  }
  if (type.custom && !resourceVersion) {
    const kind = { group: type.group, kind: type.plural };
    throw ApiError.invalid(kind, metadata.name, [
      {
        reason: 'FieldValueInvalid',
        message: 'Invalid value: 0: must be specified for an update',
        field: 'metadata.resourceVersion',
      },
    ]);
  }
}

/** Refuses to delete another object, or another state of it, than the one that the client means. */
export function checkDeletePreconditions(
  type: ResourceType,
  { metadata }: KubeObject,
  preconditions: { uid?: string; resourceVersion?: string } | undefined,
): void {
  // These answers name the kind where others name the resource.
  const kind = { group: type.group, plural: type.kind };
  if (preconditions?.uid && preconditions.uid !== metadata.uid) {
    throw ApiError.conflict(
      kind,
      metadata.name,
      `the UID in the precondition (${preconditions.uid}) does not match the UID in record (${metadata.uid}). The object might have been deleted and then recreated`,
    );
  }
  if (
    preconditions?.resourceVersion &&
    preconditions.resourceVersion !== metadata.resourceVersion
  ) {
    throw ApiError.conflict(
      kind,
      metadata.name,
      `the ResourceVersion in the precondition (${preconditions.resourceVersion}) does not match the ResourceVersion in record (${metadata.resourceVersion}). The object might have been modified`,
    );
  }
}
