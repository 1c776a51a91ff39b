import type {
  BackstageCredentials,
  BackstageUserPrincipal,
} from '@backstage/backend-plugin-api';
import { NotFoundError } from '@backstage/errors';
import type {
  ClustersService,
  ReadAccess,
} from '@groundcrew/plugin-clusters-node';
import type {
  incidentFilterSchema,
  IncidentDetail,
  IncidentList,
} from '@groundcrew/plugin-faults-common';
import type { z } from 'zod/v3';
import type { IncidentRecord } from '../incidents/IncidentRecord';
import type { IncidentQuery, IncidentStore } from '../incidents/IncidentStore';
import { FindingVisibility } from './FindingVisibility';
import { byUrgency } from './incidentOrder';
import { incidentDetailOf, incidentSummaryOf } from './incidentViews';
import type { OperationsAround } from './OperationsAround';
import type { VisibleEntities } from './VisibleEntities';

type Filter = z.output<typeof incidentFilterSchema>;
type Credentials = BackstageCredentials<BackstageUserPrincipal>;

/** More than that are not current all at once; the rest is in the history. */
const MOST_CURRENT = 1_000;
const PAGE = 100;

/** Options of {@link IncidentReader.create}. */
export interface IncidentReaderOptions {
  access: ReadAccess;
  clusters: ClustersService;
  entities: VisibleEntities;
  operations: OperationsAround;
  store: IncidentStore;
}

/** Shows incidents to those who may see where their causes sit. */
export class IncidentReader {
  readonly #options: IncidentReaderOptions;

  static create(options: IncidentReaderOptions): IncidentReader {
    return new IncidentReader(options);
  }

  private constructor(options: IncidentReaderOptions) {
    this.#options = options;
  }

  /** @throws NotFoundError also for one that the person may not see */
  async record(id: number, credentials: Credentials): Promise<IncidentRecord> {
    const [record, visibility] = await Promise.all([
      this.#options.store.get(id),
      this.#visibilityOf(credentials),
    ]);
    if (!record || !visibility.maySee(record.explanation.cause.object)) {
      throw new NotFoundError(`There is no incident ${id}`);
    }
    return record;
  }

  /** Those of some incidents that the person may see. */
  async visible(
    records: readonly IncidentRecord[],
    credentials: Credentials,
  ): Promise<IncidentRecord[]> {
    const visibility = await this.#visibilityOf(credentials);
    return records.filter(({ explanation }) =>
      visibility.maySee(explanation.cause.object),
    );
  }

  async detail(
    record: IncidentRecord,
    credentials: Credentials,
  ): Promise<IncidentDetail> {
    const { entities, operations, store } = this.#options;
    const [visibility, seen, entries, mergedFrom, changes] = await Promise.all([
      this.#visibilityOf(credentials),
      entities.among(record.entities, credentials),
      store.entriesOf(record.id),
      store.mergedInto(record.id),
      operations.changesOf(record, credentials),
    ]);
    return incidentDetailOf(
      { ...record, explanation: { ...record.explanation, changes } },
      { visibility, entities: seen, entries, mergedFrom },
    );
  }

  async list(filter: Filter, credentials: Credentials): Promise<IncidentList> {
    const visibility = await this.#visibilityOf(credentials);
    const isShown = (record: IncidentRecord) =>
      visibility.maySee(record.explanation.cause.object) &&
      (filter.muted === true || record.mutedUntil === undefined);
    const { nextCursor, records } =
      filter.state === 'current'
        ? await this.#current(filter, isShown)
        : await this.#newest(filter, isShown);
    const entities = await this.#options.entities.among(
      records.flatMap(record => record.entities),
      credentials,
    );
    return {
      incidents: records.map(record =>
        incidentSummaryOf(record, { visibility, entities }),
      ),
      nextCursor,
    };
  }

  async #current(filter: Filter, isShown: (record: IncidentRecord) => boolean) {
    const { records } = await this.#options.store.list({
      ...queryOf(filter),
      cursor: undefined,
      limit: MOST_CURRENT,
    });
    return {
      records: records.filter(isShown).sort(byUrgency),
      nextCursor: undefined,
    };
  }

  async #newest(filter: Filter, isShown: (record: IncidentRecord) => boolean) {
    const { limit = PAGE } = filter;
    const records: IncidentRecord[] = [];
    let { cursor } = filter;
    do {
      const page = await this.#options.store.list({
        ...queryOf(filter),
        cursor,
        limit: limit - records.length,
      });
      records.push(...page.records.filter(isShown));
      cursor = page.nextCursor;
    } while (records.length < limit && cursor);
    return { records, nextCursor: cursor };
  }

  async #visibilityOf(credentials: Credentials): Promise<FindingVisibility> {
    return await FindingVisibility.create({ ...this.#options, credentials });
  }
}

function queryOf(filter: Filter): Omit<IncidentQuery, 'limit'> {
  const { from, state, to } = filter;
  return {
    isResolved:
      state === undefined || state === 'all' ? undefined : state === 'resolved',
    phases: filter.phase,
    severities: filter.severity,
    clusters: filter.cluster,
    environments: filter.environment,
    faults: filter.fault,
    entityRef: filter.entityRef?.toLowerCase(),
    assignee: filter.assignee,
    from: from === undefined ? undefined : Date.parse(from),
    to: to === undefined ? undefined : Date.parse(to),
  };
}
