import type { LocalRef, Unsubscribe } from '@groundcrew/plugin-clusters-node';
import type {
  EvidenceReader,
  EvidenceSource,
  FiringAlert,
} from '@groundcrew/plugin-faults-node';
import { isUrgent, nameOf, summaryOf } from './AlertRecord';
import type { AssessedAlert } from './assessAlert';

type OnLearnt = (cluster: string, objects: readonly LocalRef[]) => void;

/** What fires of one object. */
interface Entry {
  object: LocalRef;
  alerts: FiringAlert[];
}

type Page = ReadonlyMap<string, Entry>;

const NONE: Page = new Map();

/** Knows in memory which alerts fire of which object, for detectors. */
export class AlertBook implements EvidenceSource {
  readonly id = 'alertmanager';
  readonly #listeners = new Set<OnLearnt>();
  #pages: ReadonlyMap<string, Page> | undefined;

  static create(): AlertBook {
    return new AlertBook();
  }

  private constructor() {}

  over(cluster: string): Partial<EvidenceReader> {
    return {
      // Before alerts have been read nobody knows.
      alertsOf: object =>
        this.#pages &&
        (this.#pages.get(cluster)?.get(keyOf(object))?.alerts ?? []),
    };
  }

  subscribe(onLearnt: OnLearnt): Unsubscribe {
    this.#listeners.add(onLearnt);
    return () => this.#listeners.delete(onLearnt);
  }

  /** These fire now, and no others. Tells of which objects that is news. */
  take(firing: readonly AssessedAlert[]): void {
    const before = this.#pages ?? new Map<string, Page>();
    const isFirst = this.#pages === undefined;
    this.#pages = pagesOf(firing);
    const clusters = new Set([...before.keys(), ...this.#pages.keys()]);
    for (const cluster of clusters) {
      const changed = changedBetween(
        before.get(cluster) ?? NONE,
        this.#pages.get(cluster) ?? NONE,
      );
      if (changed.length > 0 || isFirst) {
        for (const listener of this.#listeners) {
          listener(cluster, changed);
        }
      }
    }
  }
}

function pagesOf(firing: readonly AssessedAlert[]): Map<string, Page> {
  const pages = new Map<string, Map<string, Entry>>();
  const mostImportantFirst = [...firing].sort(
    (one, other) =>
      other.importance.score - one.importance.score ||
      one.record.startsAt - other.record.startsAt ||
      one.record.id - other.record.id,
  );
  for (const { named, object, record, state } of mostImportantFirst) {
    if (object) {
      const page = pages.get(record.cluster) ?? new Map<string, Entry>();
      pages.set(record.cluster, page);
      const entry = page.get(keyOf(object)) ?? { object, alerts: [] };
      page.set(keyOf(object), entry);
      const isPart = named && keyOf(named) !== keyOf(object);
      entry.alerts.push({
        name: nameOf(record),
        summary: summaryOf(record),
        ...(isPart ? { named } : {}),
        startedAt: record.startsAt,
        isImportant: state === 'firing',
        ...(isUrgent(record) ? { isUrgent: true } : {}),
      });
    }
  }
  return pages;
}

function changedBetween(before: Page, after: Page): LocalRef[] {
  const keys = new Set([...before.keys(), ...after.keys()]);
  return [...keys].flatMap(key => {
    const [one, other] = [before.get(key), after.get(key)];
    const isSame = JSON.stringify(one) === JSON.stringify(other);
    return isSame ? [] : [(other ?? one)!.object];
  });
}

function keyOf({ kind, name, namespace = '' }: LocalRef): string {
  return `${kind} ${namespace} ${name}`;
}
