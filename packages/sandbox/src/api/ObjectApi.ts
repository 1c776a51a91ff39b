import { cloneJson, equalJson } from './json';
import { randomUUID } from 'node:crypto';
import { Clock, timestamp } from '../clock';
import { ApiError, Status, deletedStatus } from './ApiError';
import { ObjectStore } from './ObjectStore';
import { CustomResourceDefinition, Namespace } from './clusterTypes';
import { applyDefaults, initialStatus } from './defaults';
import { trackManagedFields } from './managedFields';
import {
  KubeObject,
  NewObject,
  ObjectMeta,
  ObjectReference,
  keyOf,
} from './objects';
import { ResourceRegistry } from './ResourceRegistry';
import {
  CustomResourceDefinitions,
  Namespaces,
  ResourceType,
  apiVersionOf,
  resourceId,
} from './resourceTypes';
import { validate } from './validation';

export interface WriteOptions {
  /** The field manager: who writes. */
  manager: string;
  /** Checks everything and stores nothing. */
  dryRun?: boolean;
  subresource?: 'status' | 'scale';
}

export interface DeleteOptions {
  manager?: string;
  dryRun?: boolean;
  gracePeriodSeconds?: number;
  propagationPolicy?: 'Background' | 'Foreground' | 'Orphan';
  preconditions?: { uid?: string; resourceVersion?: string };
}

/** Looks at a new object before it is stored; throws what refuses it. May fill in fields of the draft. */
export type AdmissionCheck = (type: ResourceType, draft: KubeObject) => void;

/** A change of an object: edits the draft in place, or returns another object for it. */
export type Change<T> = (draft: T) => T | void;

/** What an API server does between a request and its storage. Controllers write through it as clients do. */
export class ObjectApi {
  static create(options: {
    store: ObjectStore;
    registry: ResourceRegistry;
    clock: Clock;
  }): ObjectApi {
    return new ObjectApi(options.store, options.registry, options.clock);
  }

  readonly #admission: AdmissionCheck[] = [];

  private constructor(
    readonly store: ObjectStore,
    readonly registry: ResourceRegistry,
    private readonly clock: Clock,
  ) {}

  addAdmissionCheck(check: AdmissionCheck): void {
    this.#admission.push(check);
  }

  get<T extends KubeObject>(
    type: ResourceType<T>,
    reference: ObjectReference,
  ): T {
    const object = this.store.get(type, reference);
    if (!object) throw ApiError.notFound(type, reference.name);
    return object;
  }

  create<T extends KubeObject>(
    type: ResourceType<T>,
    input: NewObject<T>,
    options: WriteOptions,
  ): T {
    const draft = cloneJson(input) as T;
    draft.apiVersion = apiVersionOf(type);
    draft.kind = type.kind;
    const now = timestamp(this.clock.now());
    const { name, generateName, namespace, labels, annotations } =
      draft.metadata as Partial<ObjectMeta>;
    draft.metadata = {
      name: name || (generateName ? `${generateName}${randomSuffix()}` : ''),
      ...(generateName && { generateName }),
      ...(type.namespaced && { namespace }),
      uid: randomUUID(),
      ...(type.generation && { generation: 1 }),
      creationTimestamp: now,
      ...(labels && { labels }),
      ...(annotations && { annotations }),
      ...(input.metadata.ownerReferences?.length && {
        ownerReferences: cloneJson(input.metadata.ownerReferences),
      }),
      ...(input.metadata.finalizers?.length && {
        finalizers: [...input.metadata.finalizers],
      }),
      // The store gives it its first resourceVersion.
    } as ObjectMeta;
    if (type.namespaced) this.#checkNamespace(type, draft);
    if (hasSpec(type)) (draft as { spec?: unknown }).spec ??= {};
    validateBeforeDefaults(type, draft);
    applyDefaults(type, draft);
    if (type.subresources.includes('status')) {
      const status = initialStatus(type, draft);
      if (status === undefined) delete draft.status;
      else (draft as KubeObject).status = status;
    }
    validate(type, draft);
    if (this.store.get(type, draft.metadata)) {
      throw ApiError.alreadyExists(type, draft.metadata.name);
    }
    for (const check of this.#admission) check(type, draft);
    if (resourceId(type) === resourceId(CustomResourceDefinitions)) {
      establish(draft as unknown as CustomResourceDefinition, now);
    }
    draft.metadata.managedFields = trackManagedFields(undefined, draft, {
      manager: options.manager,
      time: now,
      separateStatus: type.subresources.includes('status'),
    });
    return options.dryRun ? draft : this.#store(type, draft);
  }

  /** Replaces an object by what a client sent. A resourceVersion in it is a condition. */
  update<T extends KubeObject>(
    type: ResourceType<T>,
    input: T,
    options: WriteOptions,
  ): T {
    const current = this.get(type, input.metadata);
    const { uid, resourceVersion } = input.metadata;
    if (uid && uid !== current.metadata.uid) {
      throw ApiError.conflict(
        type,
        current.metadata.name,
        `StorageError: invalid object, Code: 4, Key: /registry/${
          type.plural
        }/${keyOf(
          current.metadata,
        )}, ResourceVersion: 0, AdditionalErrorMsg: Precondition failed: UID in precondition: ${uid}, UID in object meta: ${
          current.metadata.uid
        }`,
      );
    }
    if (
      resourceVersion &&
      resourceVersion !== current.metadata.resourceVersion
    ) {
      throw ApiError.conflict(type, current.metadata.name);
    }
    if (type.custom && !resourceVersion) {
      const kind = { group: type.group, kind: type.plural };
      throw ApiError.invalid(kind, current.metadata.name, [
        {
          reason: 'FieldValueInvalid',
          message: 'Invalid value: 0: must be specified for an update',
          field: 'metadata.resourceVersion',
        },
      ]);
    }
    return this.#write(type, current, cloneJson(input), options);
  }

  /** Changes the newest state of an object. */
  modify<T extends KubeObject>(
    type: ResourceType<T>,
    reference: ObjectReference,
    change: Change<T>,
    options: WriteOptions,
  ): T {
    const current = this.get(type, reference);
    const draft = cloneJson(current);
    return this.#write(type, current, change(draft) ?? draft, options);
  }

  /** Deletes, or begins to delete, an object; answers as the API does, with the object or with a Status. */
  delete<T extends KubeObject>(
    type: ResourceType<T>,
    reference: ObjectReference,
    options: DeleteOptions = {},
  ): T | Status {
    const current = this.get(type, reference);
    checkPreconditions(type, current, options.preconditions);
    const graceSeconds = graceOf(type, current, options.gracePeriodSeconds);
    const finalizers = finalizersFor(type, current, options.propagationPolicy);
    const holdsContent = resourceId(type) === resourceId(Namespaces);
    if (finalizers.length === 0 && graceSeconds === 0 && !holdsContent) {
      if (!options.dryRun) this.#remove(type, current);
      return type.returnsDeleted
        ? asDeleted(type, current, this.clock.now())
        : deletedStatus(type, current);
    }
    const { deletionTimestamp, deletionGracePeriodSeconds } = current.metadata;
    const sooner =
      !deletionTimestamp || graceSeconds < (deletionGracePeriodSeconds ?? 0);
    const { finalizers: _, ...metadata } = current.metadata;
    const draft = {
      ...current,
      metadata: {
        ...metadata,
        ...(finalizers.length > 0 && { finalizers }),
        ...(sooner && {
          deletionTimestamp: timestamp(this.clock.now() + graceSeconds * 1000),
          ...(!holdsContent && { deletionGracePeriodSeconds: graceSeconds }),
          ...(type.generation && {
            generation: (metadata.generation ?? 0) + 1,
          }),
        }),
      },
    };
    if (holdsContent) {
      (draft as KubeObject).status = { phase: 'Terminating' };
    }
    if (equalJson(draft, current) || options.dryRun) return draft;
    return this.store.put(type, draft);
  }

  /** Ends a namespace whose content is gone. */
  finalizeNamespace(name: string): void {
    this.store.remove(Namespaces, { name });
  }

  #write<T extends KubeObject>(
    type: ResourceType<T>,
    current: T,
    draft: T,
    options: WriteOptions,
  ): T {
    if (options.subresource === 'status') {
      // The rest of what was sent does not count.
      const { status, metadata } = draft;
      Object.assign(draft, current, { status, metadata });
    } else if (type.subresources.includes('status')) {
      if (current.status === undefined) delete draft.status;
      else (draft as KubeObject).status = current.status;
    }
    draft.apiVersion = apiVersionOf(type);
    draft.kind = type.kind;
    draft.metadata = keepAssigned(draft.metadata, current.metadata);
    if (options.subresource !== 'status') {
      validateBeforeDefaults(type, draft);
      applyDefaults(type, draft);
      validate(type, draft, current);
      if (type.generation && desiredChanged(current, draft)) {
        draft.metadata.generation = (current.metadata.generation ?? 0) + 1;
      }
    }
    if (equalJson(draft, current)) return current;
    draft.metadata.managedFields = trackManagedFields(current, draft, {
      manager: options.manager,
      time: timestamp(this.clock.now()),
      subresource: options.subresource,
      separateStatus: type.subresources.includes('status'),
    });
    if (options.dryRun) return draft;
    const { deletionTimestamp, deletionGracePeriodSeconds, finalizers } =
      draft.metadata;
    const stored = this.#store(type, draft);
    if (
      deletionTimestamp &&
      !finalizers?.length &&
      current.metadata.finalizers?.length &&
      !deletionGracePeriodSeconds
    ) {
      this.#remove(type, stored);
    }
    return stored;
  }

  #store<T extends KubeObject>(type: ResourceType<T>, object: T): T {
    const stored = this.store.put(type, object);
    if (resourceId(type) === resourceId(CustomResourceDefinitions)) {
      this.registry.define(stored as unknown as CustomResourceDefinition);
    }
    return stored;
  }

  #remove<T extends KubeObject>(type: ResourceType<T>, object: T): void {
    if (resourceId(type) === resourceId(CustomResourceDefinitions)) {
      const definition = object as unknown as CustomResourceDefinition;
      for (const served of this.registry.remove(definition)) {
        for (const instance of this.store.list(served)) {
          this.store.remove(served, instance.metadata);
        }
      }
    }
    this.store.remove(type, object.metadata);
  }

  #checkNamespace(type: ResourceType, draft: KubeObject): void {
    const name = draft.metadata.namespace ?? '';
    const namespace: Namespace | undefined = this.store.get(Namespaces, {
      name,
    });
    if (!namespace) throw ApiError.notFound(Namespaces, name);
    if (namespace.metadata.deletionTimestamp) {
      throw ApiError.forbidden(
        type,
        draft.metadata.name,
        `unable to create new content in namespace ${name} because it is being terminated`,
      );
    }
  }
}

/** Defaults go into pod templates: without one, only what is missing can be said. */
function validateBeforeDefaults(type: ResourceType, draft: KubeObject): void {
  const spec = draft.spec as { template?: { spec?: object } } | undefined;
  const hasTemplate =
    ['apps', 'batch'].includes(type.group) &&
    !['ControllerRevision', 'CronJob'].includes(type.kind);
  if (!type.custom && hasTemplate && !spec?.template?.spec) {
    validate(type, draft);
  }
}

/** What is deleted at once is shown as if its end had just begun. */
function asDeleted<T extends KubeObject>(
  type: ResourceType<T>,
  object: T,
  now: number,
): T {
  const isPod = resourceId(type) === 'pods';
  const isDefinition =
    resourceId(type) === resourceId(CustomResourceDefinitions);
  if (!isPod && !isDefinition) return object;
  const { generation = 0 } = object.metadata;
  return {
    ...object,
    metadata: {
      ...object.metadata,
      ...(isPod && { generation: generation + 1 }),
      deletionTimestamp: timestamp(now),
      ...(isPod && { deletionGracePeriodSeconds: 0 }),
    },
  };
}

function hasSpec(type: ResourceType): boolean {
  return !type.custom && type.subresources.includes('status');
}

function keepAssigned(sent: ObjectMeta, current: ObjectMeta): ObjectMeta {
  const metadata: ObjectMeta = {
    name: current.name,
    ...(current.generateName && { generateName: current.generateName }),
    ...(current.namespace && { namespace: current.namespace }),
    uid: current.uid,
    resourceVersion: current.resourceVersion,
    ...(current.generation && { generation: current.generation }),
    creationTimestamp: current.creationTimestamp,
    ...(current.deletionTimestamp && {
      deletionTimestamp: current.deletionTimestamp,
      deletionGracePeriodSeconds: current.deletionGracePeriodSeconds,
    }),
  };
  const { labels, annotations, ownerReferences, finalizers } = sent;
  if (labels && Object.keys(labels).length > 0) metadata.labels = labels;
  if (annotations && Object.keys(annotations).length > 0) {
    metadata.annotations = annotations;
  }
  if (ownerReferences?.length) metadata.ownerReferences = ownerReferences;
  if (finalizers?.length) metadata.finalizers = finalizers;
  if (current.managedFields) metadata.managedFields = current.managedFields;
  return metadata;
}

function desiredChanged(current: KubeObject, draft: KubeObject): boolean {
  // Which node a pod goes to is decided for it, not desired of it.
  const desired = ({ metadata, status, spec, ...rest }: KubeObject) => ({
    ...rest,
    spec: { ...(spec as object), nodeName: undefined },
  });
  return !equalJson(desired(current), desired(draft));
}

function checkPreconditions(
  type: ResourceType,
  { metadata }: KubeObject,
  preconditions: DeleteOptions['preconditions'],
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

/** Only pods end gracefully, and only once they are on a node. */
function graceOf(
  type: ResourceType,
  object: KubeObject,
  asked: number | undefined,
): number {
  const spec = object.spec as
    | { nodeName?: string; terminationGracePeriodSeconds?: number }
    | undefined;
  const phase = (object.status as { phase?: string } | undefined)?.phase;
  if (
    resourceId(type) !== 'pods' ||
    !spec?.nodeName ||
    phase === 'Succeeded' ||
    phase === 'Failed'
  ) {
    return 0;
  }
  return asked ?? spec.terminationGracePeriodSeconds ?? 30;
}

function finalizersFor(
  type: ResourceType,
  object: KubeObject,
  policy: DeleteOptions['propagationPolicy'],
): string[] {
  const kept = (object.metadata.finalizers ?? []).filter(
    finalizer =>
      !policy || (finalizer !== 'orphan' && finalizer !== 'foregroundDeletion'),
  );
  // Jobs kept their old default when the others changed theirs.
  const effective =
    policy ?? (resourceId(type) === 'jobs.batch' ? 'Orphan' : 'Background');
  if (effective === 'Foreground') return [...kept, 'foregroundDeletion'];
  if (effective === 'Orphan' && !kept.includes('orphan')) {
    return [...kept, 'orphan'];
  }
  return kept;
}

const SUFFIX_CHARACTERS = 'bcdfghjklmnpqrstvwxz2456789';

/** Five characters as generated names have them. */
export function randomSuffix(): string {
  return Array.from(
    { length: 5 },
    () =>
      SUFFIX_CHARACTERS[Math.floor(Math.random() * SUFFIX_CHARACTERS.length)],
  ).join('');
}

function establish(definition: CustomResourceDefinition, now: string): void {
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
