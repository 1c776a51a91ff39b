import type { LoggerService } from '@backstage/backend-plugin-api';
import { stringifyError } from '@backstage/errors';
import type { RespondedIncident } from '@groundcrew/plugin-faults-node';
import type { RecipientDirectory } from '../recipients/RecipientDirectory';
import type { NoticeSettings } from '../settings/NoticeSettings';
import { routeFor, type Route, type Routed } from '../settings/Route';

/** Options of {@link RouteChooser.create}. */
export interface RouteChooserOptions {
  directory: Pick<RecipientDirectory, 'ownersOf'>;
  logger: LoggerService;
  settings: Pick<NoticeSettings, 'needsOwners' | 'routes'>;
  now: () => number;
}

/** Which route is for which incident. */
export interface ChosenRoutes {
  /** By the ids of incidents; undefined where none is for it. */
  routes: ReadonlyMap<number, Route | undefined>;
  /** Of these it is not known before the catalog says who the owner is. */
  undecided: ReadonlySet<number>;
}

/** Chooses the route of incidents. */
export class RouteChooser {
  readonly #options: RouteChooserOptions;
  #isAway = false;

  static create(options: RouteChooserOptions): RouteChooser {
    return new RouteChooser(options);
  }

  private constructor(options: RouteChooserOptions) {
    this.#options = options;
  }

  /** Never fails: where the catalog is away, what needs it is undecided. */
  async choose(incidents: readonly RespondedIncident[]): Promise<ChosenRoutes> {
    const { settings } = this.#options;
    const isKnown =
      !settings.needsOwners || (await this.#learnOwners(incidents));
    const routes = new Map<number, Route | undefined>();
    const undecided = new Set<number>();
    for (const incident of incidents) {
      const { category, fault } = incident.explanation.cause;
      const routed = { ...incident, category, fault };
      const route = isKnown
        ? routeFor(settings.routes, {
            ...routed,
            owners: await this.#ownersOf(incident.entities),
          })
        : this.#withoutOwners(routed);
      if (!isKnown && route?.match.owners) {
        undecided.add(incident.id);
      } else {
        routes.set(incident.id, route);
      }
    }
    return { routes, undecided };
  }

  /** All of them in one question. @returns false when the catalog is away */
  async #learnOwners(
    incidents: readonly RespondedIncident[],
  ): Promise<boolean> {
    try {
      await this.#ownersOf([
        ...new Set(incidents.flatMap(({ entities }) => entities)),
      ]);
      this.#isAway = false;
    } catch (error) {
      if (!this.#isAway) {
        this.#options.logger.warn(
          `The catalog does not say who owns what; incidents whose route depends on it wait: ${stringifyError(
            error,
          )}`,
        );
      }
      this.#isAway = true;
    }
    return !this.#isAway;
  }

  async #ownersOf(entities: readonly string[]): Promise<string[]> {
    const { directory, now, settings } = this.#options;
    return settings.needsOwners
      ? await directory.ownersOf(entities, now())
      : [];
  }

  /** The first that may be for it, whoever the owner is. */
  #withoutOwners(incident: Omit<Routed, 'owners'>): Route | undefined {
    return this.#options.settings.routes.find(({ match }) =>
      routeFor([{ match: { ...match, owners: undefined } }], {
        ...incident,
        owners: [],
      }),
    );
  }
}
