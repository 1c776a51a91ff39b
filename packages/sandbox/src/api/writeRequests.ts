import { ApiError } from './ApiError';
import { ApiExchange } from './ApiExchange';
import { DeleteOptions } from './deletion';
import { ObjectApi } from './ObjectApi';
import { listObjects, selectionOf, withoutType } from './lists';
import { negotiateView, partialObjectMetadata } from './mediaTypes';
import { KubeObject } from './objects';
import {
  applyJsonPatch,
  applyMergePatch,
  applyStrategicMergePatch,
} from './patches';
import { RequestTarget } from './requestTarget';
import { ResourceType } from './resources';
import { checkAddress } from './validation';

type Named = RequestTarget & { name: string };

const JSON_PATCH = 'application/json-patch+json';
const MERGE_PATCH = 'application/merge-patch+json';
const STRATEGIC_PATCH = 'application/strategic-merge-patch+json';
const APPLY_PATCH = 'application/apply-patch+yaml';

export async function handleCreate(
  exchange: ApiExchange,
  api: ObjectApi,
  type: ResourceType,
  target: RequestTarget,
): Promise<void> {
  const input = await objectOf(exchange, type, target);
  if (type.namespaced && !target.namespace) {
    throw ApiError.badRequest(
      'an empty namespace may not be set during creation',
    );
  }
  const created = api.create(
    type,
    {
      ...input,
      metadata: { ...input.metadata, namespace: target.namespace },
    },
    writeOptions(exchange),
  );
  exchange.reply(201, shown(exchange, created));
}

export async function handleUpdate(
  exchange: ApiExchange,
  api: ObjectApi,
  type: ResourceType,
  target: Named,
): Promise<void> {
  const input = await objectOf(exchange, type, target);
  checkName(input, target);
  const updated = api.update(
    type,
    {
      ...input,
      metadata: {
        ...input.metadata,
        name: target.name,
        namespace: target.namespace,
      },
    },
    { ...writeOptions(exchange), subresource: statusOf(target) },
  );
  exchange.reply(200, shown(exchange, updated));
}

export async function handlePatch(
  exchange: ApiExchange,
  api: ObjectApi,
  type: ResourceType,
  target: Named,
): Promise<void> {
  const apply = patchOf(exchange, type, await exchange.body());
  const patched = api.modify(
    type,
    target,
    current => {
      const draft = apply(current);
      const { uid, resourceVersion } = draft.metadata ?? {};
      if (
        resourceVersion &&
        resourceVersion !== current.metadata.resourceVersion
      ) {
        throw ApiError.conflict(type, target.name);
      }
      if (uid && uid !== current.metadata.uid) {
        throw ApiError.invalid(type, target.name, [
          {
            reason: 'FieldValueInvalid',
            message: `Invalid value: "${uid}": field is immutable`,
            field: 'metadata.uid',
          },
        ]);
      }
      checkAddress(type, draft, target.namespace);
      checkName(draft, target);
      return draft;
    },
    { ...writeOptions(exchange), subresource: statusOf(target) },
  );
  exchange.reply(200, shown(exchange, patched));
}

/** What a patch request does to a document. */
export function patchOf(
  exchange: ApiExchange,
  type: ResourceType,
  body: unknown,
): <T>(document: T) => T {
  switch (exchange.contentType) {
    case JSON_PATCH:
      return document => applyJsonPatch(document, body);
    case MERGE_PATCH:
      return document => applyMergePatch(document, body);
    case STRATEGIC_PATCH:
      if (!type.custom) {
        return document => applyStrategicMergePatch(document, body);
      }
      break;
    case APPLY_PATCH:
      throw ApiError.notImplemented('Server-side apply');
    default:
  }
  throw ApiError.unsupportedPatchType(exchange.contentType);
}

export async function handleDelete(
  exchange: ApiExchange,
  api: ObjectApi,
  type: ResourceType,
  target: Named,
): Promise<void> {
  const options = await deleteOptions(exchange);
  const answer = api.delete(type, target, options);
  exchange.reply(
    200,
    answer.kind === 'Status' ? answer : shown(exchange, answer as KubeObject),
  );
}

export async function handleDeleteCollection(
  exchange: ApiExchange,
  api: ObjectApi,
  type: ResourceType,
  target: RequestTarget,
): Promise<void> {
  const options = await deleteOptions(exchange);
  const selection = selectionOf(type, exchange.query, target.namespace);
  const list = listObjects(api.store, type, selection, exchange.query);
  for (const object of list.items) api.delete(type, object.metadata, options);
  exchange.reply(200, {
    ...list,
    items: type.custom ? list.items : list.items.map(withoutType),
  });
}

async function deleteOptions(exchange: ApiExchange): Promise<DeleteOptions> {
  const sent = await exchange.body();
  const body = (sent ?? {}) as DeleteOptions & {
    dryRun?: string[];
    orphanDependents?: boolean;
  };
  // Beside a body the query does not count.
  const query = sent ? new URLSearchParams() : exchange.query;
  const policy =
    body.propagationPolicy ??
    (query.get('propagationPolicy') as DeleteOptions['propagationPolicy']) ??
    undefined;
  if (policy && !['Background', 'Foreground', 'Orphan'].includes(policy)) {
    throw ApiError.invalid(
      { group: 'meta.k8s.io', kind: 'DeleteOptions' },
      '',
      [
        {
          reason: 'FieldValueNotSupported',
          message: `Unsupported value: "${policy}": supported values: "Foreground", "Background", "Orphan", "nil"`,
          field: 'propagationPolicy',
        },
      ],
    );
  }
  const grace = body.gracePeriodSeconds ?? query.get('gracePeriodSeconds');
  return {
    manager: exchange.fieldManager,
    dryRun: sent ? Boolean(body.dryRun?.includes('All')) : exchange.isDryRun,
    propagationPolicy: policy ?? (body.orphanDependents ? 'Orphan' : undefined),
    preconditions: body.preconditions,
    ...(grace !== null &&
      grace !== undefined && { gracePeriodSeconds: Number(grace) }),
  };
}

async function objectOf(
  exchange: ApiExchange,
  type: ResourceType,
  target: RequestTarget,
): Promise<KubeObject> {
  const body = (await exchange.objectBody(type.kind)) as KubeObject;
  const object = { ...body, metadata: body.metadata ?? {} } as KubeObject;
  checkAddress(type, object, target.namespace);
  return object;
}

function checkName(object: KubeObject, { name }: Named): void {
  if (object.metadata.name && object.metadata.name !== name) {
    throw ApiError.badRequest(
      `the name of the object (${object.metadata.name}) does not match the name on the URL (${name})`,
    );
  }
}

function writeOptions(exchange: ApiExchange) {
  return { manager: exchange.fieldManager, dryRun: exchange.isDryRun };
}

function statusOf(target: RequestTarget): 'status' | undefined {
  return target.subresource === 'status' ? 'status' : undefined;
}

function shown(exchange: ApiExchange, object: KubeObject): object {
  const view = negotiateView(exchange.accept, { list: false });
  return view === 'object' ? object : partialObjectMetadata(object);
}
