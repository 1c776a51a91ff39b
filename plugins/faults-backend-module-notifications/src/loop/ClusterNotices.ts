import type { LoggerService } from '@backstage/backend-plugin-api';
import type {
  Incidents,
  RespondedIncident,
} from '@groundcrew/plugin-faults-node';
import { advanceNotice } from '../notices/advanceNotice';
import {
  incidentKey,
  isDone,
  newRecord,
  type NoticeRecord,
} from '../notices/NoticeRecord';
import { noticeOfIncident, noticeOfStorm } from '../notices/noticeText';
import { subjectOfIncident } from '../notices/subjectOfIncident';
import type { NoticeSettings } from '../settings/NoticeSettings';
import type { Route } from '../settings/Route';
import { followStorm } from '../storms/followStorm';
import { byHarm, subjectOfStorm } from '../storms/subjectOfStorm';
import type { NoticeStore } from '../store/NoticeStore';
import type { NoticeInstruments } from './NoticeInstruments';
import type { NoticeSender } from './NoticeSender';
import type { RouteChooser } from './RouteChooser';
import type { Target } from './Target';

/** What somebody else wrote in between is looked at as soon as this. */
const AFTER_CONFLICT_MS = 50;
/** Whether the catalog is there again is looked at as often as this. */
const AFTER_FAILURE_MS = 5_000;

/** Options of {@link ClusterNotices.create}. */
export interface ClusterNoticesOptions {
  incidents: Incidents;
  instruments: NoticeInstruments;
  logger: LoggerService;
  routes: RouteChooser;
  sender: NoticeSender;
  settings: NoticeSettings;
  store: NoticeStore;
  now: () => number;
}

/** Looks at the incidents of a cluster, and tells who has to be told. */
export class ClusterNotices {
  readonly #options: ClusterNoticesOptions;

  static create(options: ClusterNoticesOptions): ClusterNotices {
    return new ClusterNotices(options);
  }

  private constructor(options: ClusterNoticesOptions) {
    this.#options = options;
  }

  /** @returns in how many milliseconds to look again; undefined when something has to happen first */
  async look(cluster: string): Promise<number | undefined> {
    const { incidents, store } = this.#options;
    if (!incidents.owned().includes(cluster)) {
      return undefined;
    }
    const current = await incidents.current(cluster);
    const records = await store.known(
      cluster,
      current.map(({ id }) => incidentKey(id)),
    );
    const storms = this.#followStorms(cluster, current, records);
    const { isComplete, targets } = await this.#targets(
      cluster,
      current,
      records,
      storms,
    );
    const again: (number | undefined)[] = isComplete ? [] : [AFTER_FAILURE_MS];
    for (const target of targets) {
      again.push(await this.#advance(target));
    }
    const times = again.filter(time => time !== undefined);
    return times.length > 0 ? Math.min(...times) : undefined;
  }

  #followStorms(
    cluster: string,
    current: readonly RespondedIncident[],
    records: readonly NoticeRecord[],
  ): NoticeRecord[] {
    const { now, settings } = this.#options;
    const known = records.filter(({ storm }) => storm !== undefined);
    const open = known.find(({ storm }) => !storm!.isClosed);
    const members = new Set(known.flatMap(({ storm }) => storm!.members));
    const storm = followStorm(
      open?.storm,
      // What is told with another storm does not begin one.
      current.filter(
        ({ id }) => open?.storm?.members.includes(id) || !members.has(id),
      ),
      settings.storm,
      now(),
    );
    if (!storm) {
      return known;
    }
    return open
      ? known.map(each => (each === open ? { ...open, storm } : each))
      : [...known, newRecord(cluster, { storm })];
  }

  async #targets(
    cluster: string,
    current: readonly RespondedIncident[],
    records: readonly NoticeRecord[],
    storms: readonly NoticeRecord[],
  ): Promise<{ targets: Target[]; isComplete: boolean }> {
    const { incidents, settings } = this.#options;
    const byId = new Map(current.map(incident => [incident.id, incident]));
    for (const { incident } of records) {
      if (incident !== undefined && !byId.has(incident)) {
        const gone = await incidents.get(incident);
        if (gone) {
          byId.set(incident, gone);
        }
      }
    }
    const { routes, undecided } = await this.#options.routes.choose([
      ...byId.values(),
    ]);
    const byKey = new Map(records.map(record => [record.key, record]));
    const stormOf = new Map(
      storms.flatMap(({ key, storm }) =>
        storm!.members.map(id => [id, key] as const),
      ),
    );
    const targets: Target[] = storms.map(record =>
      this.#stormTarget(record, current, routes),
    );
    for (const incident of byId.values()) {
      const { entities, id, openedAt } = incident;
      if (undecided.has(id)) {
        continue;
      }
      targets.push({
        record:
          byKey.get(incidentKey(id)) ?? newRecord(cluster, { incident: id }),
        subject: subjectOfIncident(incident, {
          route: routes.get(id),
          toldWith: stormOf.get(id),
        }),
        manySize: settings.timing.manySize,
        openedAt,
        entities,
        incidents: [id],
        text: entry => noticeOfIncident(incident, entry),
      });
    }
    return { targets, isComplete: undecided.size === 0 };
  }

  #stormTarget(
    record: NoticeRecord,
    current: readonly RespondedIncident[],
    routes: ReadonlyMap<number, Route | undefined>,
  ): Target {
    const { settings } = this.#options;
    const storm = record.storm!;
    const members = new Set(storm.members);
    const open = current
      .filter(({ id }) => members.has(id))
      .map(incident => ({ incident, route: routes.get(incident.id) }))
      .sort(byHarm);
    return {
      record,
      subject: subjectOfStorm(storm, open),
      manySize: settings.storm.incidents,
      openedAt: storm.lastOpenedAt,
      entities: [...new Set(open.flatMap(({ incident }) => incident.entities))],
      incidents: open.map(({ incident }) => incident.id),
      text: entry =>
        noticeOfStorm(
          {
            cluster: record.cluster,
            key: record.key,
            size: storm.members.length,
          },
          open.map(({ incident }) => incident),
          entry,
        ),
    };
  }

  async #advance(target: Target): Promise<number | undefined> {
    const { instruments, now, sender, settings, store } = this.#options;
    const before = target.record;
    const { againInMs, record } = advanceNotice(before, {
      subject: target.subject,
      now: now(),
      timing: { ...settings.timing, manySize: target.manySize },
    });
    let written: NoticeRecord | undefined = before;
    // Before anybody is told: who finds this after a crash tells them then.
    if (
      before.revision === 0 ||
      JSON.stringify(before) !== JSON.stringify(record)
    ) {
      written = await store.write(record, now());
      if (!written) {
        return AFTER_CONFLICT_MS;
      }
      instruments.wrote(before, written);
    }
    if (isDone(written)) {
      return undefined;
    }
    const retryInMs = await sender.send(written, {
      ...target,
      record: written,
    });
    return earlier(againInMs, retryInMs);
  }
}

function earlier(
  one: number | undefined,
  other: number | undefined,
): number | undefined {
  return one === undefined || other === undefined
    ? one ?? other
    : Math.min(one, other);
}
