import type {
  LoggerService,
  SchedulerService,
} from '@backstage/backend-plugin-api';
import { stringifyError } from '@backstage/errors';
import type { BrokenRunbook, Runbook } from '@groundcrew/plugin-faults-common';
import { parseRunbook } from './parseRunbook';
import type { RunbookFile, RunbookSource } from './RunbookSource';

const ID = /^[a-z0-9][a-z0-9-]{0,127}$/;
/** The first page of a folder is about the others. */
const INDEX = /^(index|readme)\.md$/i;

/** How often other places are read again, and how long that may take. */
const REFRESH = { minutes: 5 };
const TIMEOUT = { minutes: 2 };

/** What is known of one place. */
interface Shelf {
  runbooks: Runbook[];
  broken: BrokenRunbook[];
}

/** Options of {@link RunbookLibrary.create}. */
export interface RunbookLibraryOptions {
  logger: LoggerService;
  /** Those that are looked at last go before those of the same name before them. */
  sources: readonly RunbookSource[];
}

/** The runbooks of all places, as they were read last. */
export class RunbookLibrary {
  readonly #logger: LoggerService;
  readonly #sources: readonly RunbookSource[];
  readonly #shelves = new Map<RunbookSource, Shelf>();
  readonly #unreadable = new Map<RunbookSource, string>();

  static create(options: RunbookLibraryOptions): RunbookLibrary {
    return new RunbookLibrary(options);
  }

  private constructor({ logger, sources }: RunbookLibraryOptions) {
    this.#logger = logger;
    this.#sources = sources;
  }

  /** Reads what is shipped, and has the rest read from now on. */
  async start(
    scheduler: Pick<SchedulerService, 'scheduleTask'>,
  ): Promise<void> {
    await this.refresh(({ isShipped }) => isShipped);
    await scheduler.scheduleTask({
      id: 'groundcrew-faults-runbooks',
      frequency: REFRESH,
      timeout: TIMEOUT,
      // Every process has its own.
      scope: 'local',
      fn: async () => await this.refresh(({ isShipped }) => !isShipped),
    });
  }

  /** By their ids. One of the same id in a later place takes the place of the one before. */
  all(): Runbook[] {
    const byId = new Map(
      this.#sources.flatMap(source =>
        (this.#shelves.get(source)?.runbooks ?? []).map(
          runbook => [runbook.id, runbook] as const,
        ),
      ),
    );
    return [...byId.values()].sort((one, other) =>
      one.id.localeCompare(other.id),
    );
  }

  get(id: string): Runbook | undefined {
    return this.all().find(runbook => runbook.id === id);
  }

  /** Files that are none, and places that could not be read. */
  broken(): BrokenRunbook[] {
    return this.#sources.flatMap(source => {
      const error = this.#unreadable.get(source);
      return [
        ...(error === undefined ? [] : [{ source: source.name, error }]),
        ...(this.#shelves.get(source)?.broken ?? []),
      ];
    });
  }

  /** Reads again what may have changed. What cannot be read stays as it was. Never rejects. */
  async refresh(
    isWanted: (source: RunbookSource) => boolean = () => true,
  ): Promise<void> {
    await Promise.all(
      this.#sources
        .filter(isWanted)
        .map(async source => await this.#refresh(source)),
    );
  }

  async #refresh(source: RunbookSource): Promise<void> {
    try {
      const files = await source.read();
      this.#unreadable.delete(source);
      if (files) {
        this.#keep(source, shelfOf(source, files));
      }
    } catch (error) {
      const words = `it cannot be read: ${stringifyError(error)}`;
      if (this.#unreadable.get(source) !== words) {
        this.#logger.warn(`Runbooks of ${source.name}: ${words}`);
      }
      this.#unreadable.set(source, words);
    }
  }

  #keep(source: RunbookSource, shelf: Shelf): void {
    const known = new Set(
      this.#shelves.get(source)?.broken.map(each => JSON.stringify(each)),
    );
    for (const broken of shelf.broken) {
      // Once, and not every few minutes.
      if (!known.has(JSON.stringify(broken))) {
        this.#logger.warn(
          `The runbook ${broken.source} is left out: ${broken.error}`,
        );
      }
    }
    this.#shelves.set(source, shelf);
  }
}

function shelfOf(place: RunbookSource, files: readonly RunbookFile[]): Shelf {
  const shelf: Shelf = { runbooks: [], broken: [] };
  for (const { path, text } of files.filter(each => !INDEX.test(each.path))) {
    const source = `${place.name.replace(/\/$/, '')}${
      place.name.endsWith(path) ? '' : `/${path}`
    }`;
    try {
      shelf.runbooks.push(runbookOf(place, source, path, text));
    } catch (error) {
      shelf.broken.push({ source, error: (error as Error).message });
    }
  }
  return shelf;
}

function runbookOf(
  { docsPath, entityRef, isShipped }: RunbookSource,
  source: string,
  path: string,
  text: string,
): Runbook {
  const id = path.replace(/\.md$/, '');
  if (!ID.test(id)) {
    throw new Error(
      `the name of its file has to be small letters, digits and dashes, and '.md'`,
    );
  }
  const { body, front } = parseRunbook(text);
  return {
    ...front,
    id,
    body,
    source,
    isShipped,
    docs: entityRef
      ? {
          entityRef,
          path: [...docsPath.split('/').filter(Boolean), id, ''].join('/'),
        }
      : undefined,
  };
}
