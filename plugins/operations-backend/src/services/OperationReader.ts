import { NotFoundError } from '@backstage/errors';
import {
  operationsReadPermission,
  targetKey,
  type AuditRow,
  type OperationDetail,
  type OperationList,
  type operationFilterSchema,
} from '@groundcrew/plugin-operations-common';
import type { z } from 'zod/v3';
import type { OperationAccess } from '../access/OperationAccess';
import type { Requester } from '../access/Requester';
import type { AuditTrail } from '../audit';
import { contextOf } from '../engine/draftRecord';
import type { OperationRecord } from '../engine/OperationRecord';
import type { OperationQuery, OperationStore } from '../store/OperationStore';
import type { Targets } from '../targets/Targets';
import { decisionOf } from './decisionOf';
import { detailOf, summaryOf } from './detailOf';
import type { OperationReplies } from './OperationReplies';

type Filter = Omit<z.output<typeof operationFilterSchema>, 'limit'> & {
  limit: number;
};

/** Options of {@link OperationReader.create}. */
export interface OperationReaderOptions {
  access: OperationAccess;
  replies: OperationReplies;
  store: OperationStore;
  targets: Targets;
  trail: AuditTrail;
}

const PAGE = 200;

/** Shows operations to those who may see them. */
export class OperationReader {
  readonly #options: OperationReaderOptions;

  static create(options: OperationReaderOptions): OperationReader {
    return new OperationReader(options);
  }

  private constructor(options: OperationReaderOptions) {
    this.#options = options;
  }

  /** @throws NotFoundError also for one that the requester may not see */
  async record(id: string, requester: Requester): Promise<OperationRecord> {
    const record = await this.#options.store.get(id);
    const isShown = await this.#visibilityFor(requester);
    if (!record || !isShown(record)) {
      throw new NotFoundError(`There is no operation ${id}`);
    }
    return record;
  }

  async detail(
    record: OperationRecord,
    requester: Requester,
  ): Promise<OperationDetail> {
    const { replies, store, targets } = this.#options;
    const { records } = await store.list({ parent: record.id, limit: PAGE });
    return detailOf({
      ...(await replies.factsOf(record, requester)),
      children: records,
      holder: await this.#holderOf(record, requester),
      place: placeOrUndefined(() => targets.placeOf(record.target)),
    });
  }

  async list(filter: Filter, requester: Requester): Promise<OperationList> {
    const { limit } = filter;
    const found: OperationRecord[] = [];
    const isShown = await this.#visibilityFor(requester);
    let { cursor } = filter;
    do {
      const page = await this.#page({ ...filter, cursor }, requester, isShown);
      found.push(...page.records);
      cursor = page.nextCursor;
    } while (found.length < limit && cursor);
    return { operations: found.map(summaryOf), nextCursor: cursor };
  }

  /** Everything that a filter lets through, some at a time. */
  async *all(
    filter: Filter,
    requester: Requester,
  ): AsyncGenerator<OperationRecord> {
    const isShown = await this.#visibilityFor(requester);
    let { cursor } = filter;
    do {
      const page = await this.#page(
        { ...filter, limit: PAGE, cursor },
        requester,
        isShown,
      );
      yield* page.records;
      cursor = page.nextCursor;
    } while (cursor);
  }

  async auditRows({ id }: OperationRecord): Promise<AuditRow[]> {
    const rows: AuditRow[] = [];
    for await (const row of this.#options.trail.rows({ operationId: id })) {
      rows.push(row);
    }
    return rows;
  }

  /** What it has to wait for, if whoever asks may see that. */
  async #holderOf(
    { id, phase, target }: OperationRecord,
    requester: Requester,
  ): Promise<OperationRecord | undefined> {
    const { store } = this.#options;
    const holder =
      phase === 'queued' ? await store.holderOf(targetKey(target)) : undefined;
    const record =
      holder && holder !== id ? await store.get(holder) : undefined;
    if (!record) {
      return undefined;
    }
    const isShown = await this.#visibilityFor(requester);
    return isShown(record) ? record : undefined;
  }

  /** One page of the store, without what the requester may not see. */
  async #page(
    filter: Filter,
    requester: Requester,
    isShown: (record: OperationRecord) => boolean,
  ): Promise<{ records: OperationRecord[]; nextCursor?: string }> {
    const page = await this.#options.store.list(queryOf(filter));
    const records = page.records.filter(
      record =>
        isShown(record) &&
        (!filter.waitingForMe || waitsFor(record, requester)),
    );
    return { records, nextCursor: page.nextCursor };
  }

  /** Whoever is asked to decide on an operation may see it, too. */
  async #visibilityFor(
    requester: Requester,
  ): Promise<(record: OperationRecord) => boolean> {
    const { access } = this.#options;
    const mayRead = await access.toRead(requester, operationsReadPermission);
    return record =>
      mayRead(contextOf(record)).allowed || waitsFor(record, requester);
  }
}

/** Whether it waits for a decision of this person, or for their confirmation. */
function waitsFor(record: OperationRecord, requester: Requester): boolean {
  const { actor } = requester;
  const isOwn =
    actor.type === 'user' &&
    record.requestedBy.type === 'user' &&
    record.requestedBy.entityRef === actor.entityRef;
  return record.phase === 'needs-confirmation'
    ? isOwn
    : Boolean(record.approval?.approvers.length) &&
        decisionOf(record, requester, { allowed: true }).allowed;
}

function queryOf(filter: Filter): OperationQuery {
  const { actor, cursor, entityRef, limit } = filter;
  return {
    actor,
    cursor,
    entityRef,
    clusters: filter.cluster,
    environments: filter.environment,
    operations: filter.operation,
    phases: filter.waitingForMe
      ? ['awaiting-approval', 'needs-confirmation']
      : filter.phase,
    from: filter.from ? Date.parse(filter.from) : undefined,
    to: filter.to ? Date.parse(filter.to) : undefined,
    limit,
  };
}

function placeOrUndefined<T>(place: () => T): T | undefined {
  try {
    return place();
  } catch (error) {
    if (error instanceof NotFoundError) {
      return undefined;
    }
    throw error;
  }
}
