import { Clock, timestamp } from '../clock';
import { ApiError, Status, deletedStatus } from './ApiError';
import { Namespace } from './clusterTypes';
import { establishDefinition, isDefinition } from './customResourceDefinitions';
import { applyDefaults, initialStatus } from './defaults';
import { DeleteOptions, asDeleted, deleting, releases } from './deletion';
import { cloneJson, equalJson } from './json';
import { trackManagedFields } from './managedFields';
import { desiredChanged, keepAssigned, newMetadata } from './objectMetadata';
import { KubeObject, NewObject, ObjectMeta, ObjectReference } from './objects';
import { ObjectStore } from './ObjectStore';
import {
  checkDeletePreconditions,
  checkUpdatePreconditions,
} from './preconditions';
import { ResourceRegistry } from './ResourceRegistry';
import { Namespaces, ResourceType, apiVersionOf } from './resources';
import { validate, validateBeforeDefaults } from './validation';

export interface WriteOptions {
  /** The field manager: who writes. */
  manager: string;
  /** Checks everything and stores nothing. */
  dryRun?: boolean;
  subresource?: 'status' | 'scale';
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
    draft.metadata = newMetadata(
      type,
      input.metadata as Partial<ObjectMeta>,
      now,
    );
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
    if (isDefinition(draft)) establishDefinition(draft, now);
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
    checkUpdatePreconditions(type, input, current);
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
    checkDeletePreconditions(type, current, options.preconditions);
    const now = this.clock.now();
    const draft = deleting(type, current, options, now);
    if (!draft) {
      if (!options.dryRun) this.#remove(type, current);
      return type.returnsDeleted
        ? asDeleted(type, current, now)
        : deletedStatus(type, current);
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
    const stored = this.#store(type, draft);
    if (releases(current, draft)) this.#remove(type, stored);
    return stored;
  }

  #store<T extends KubeObject>(type: ResourceType<T>, object: T): T {
    const stored = this.store.put(type, object);
    if (isDefinition(stored)) this.registry.define(stored);
    return stored;
  }

  #remove<T extends KubeObject>(type: ResourceType<T>, object: T): void {
    if (isDefinition(object)) {
      for (const served of this.registry.remove(object)) {
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

/** Built-in kinds with a status have a spec, be it empty. */
function hasSpec(type: ResourceType): boolean {
  return !type.custom && type.subresources.includes('status');
}
