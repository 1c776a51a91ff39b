import type {
  AuditorService,
  BackstageCredentials,
  BackstageUserPrincipal,
} from '@backstage/backend-plugin-api';
import { InputError, NotAllowedError, NotFoundError } from '@backstage/errors';
import {
  audited,
  type ClustersService,
  type ReadAccess,
} from '@groundcrew/plugin-clusters-node';
import type {
  Mute,
  MuteList,
  MuteRequest,
} from '@groundcrew/plugin-faults-common';
import type { MuteRecord, MuteStore } from '../incidents/MuteStore';
import { FindingVisibility } from './FindingVisibility';

type Credentials = BackstageCredentials<BackstageUserPrincipal>;

const DAY_MS = 24 * 60 * 60_000;
/** What is to be silent for longer is to be mended, or not to be looked for. */
const LONGEST_DAYS = 90;

/** Options of {@link Mutes.create}. */
export interface MutesOptions {
  access: ReadAccess;
  auditor: AuditorService;
  clusters: ClustersService;
  /** The ids of all faults that detectors know. */
  faults: ReadonlySet<string>;
  store: MuteStore;
  /** Told of the cluster in which something else is muted than before. */
  onChange(cluster: string): void;
}

/** Mutes what people do not want to be asked about for a time, for those who may. */
export class Mutes {
  readonly #options: MutesOptions;

  static create(options: MutesOptions): Mutes {
    return new Mutes(options);
  }

  private constructor(options: MutesOptions) {
    this.#options = options;
  }

  async list(credentials: Credentials): Promise<MuteList> {
    const visibility = await this.#visibilityOf(credentials);
    const mutes = await this.#options.store.active(Date.now());
    return {
      mutes: mutes
        .filter(mute => visibility.maySee(mute))
        .map(mute => viewOf(mute, visibility)),
    };
  }

  /** @throws InputError for a fault, a cluster or a time that there is not; NotAllowedError when they may not */
  async create(request: MuteRequest, credentials: Credentials): Promise<Mute> {
    const { auditor, onChange, store } = this.#options;
    const { mute, visibility } = await audited(
      {
        auditor,
        eventId: 'mute-create',
        severityLevel: 'medium',
        meta: { ...request },
      },
      async () => {
        const until = this.#check(request);
        return {
          visibility: await this.#requireOver(request, credentials),
          mute: await store.create({
            ...request,
            until,
            createdAt: Date.now(),
            createdBy: credentials.principal.userEntityRef,
          }),
        };
      },
      created => ({ mute: created.mute.id }),
    );
    onChange(mute.cluster);
    return viewOf(mute, visibility);
  }

  /** @throws NotFoundError also for one that they may not see, or that has ended */
  async end(id: number, credentials: Credentials): Promise<void> {
    const { auditor, onChange, store } = this.#options;
    const { cluster } = await audited(
      {
        auditor,
        eventId: 'mute-end',
        severityLevel: 'medium',
        meta: { mute: id },
      },
      async () => {
        const mute = await store.get(id);
        const visibility = await this.#visibilityOf(credentials);
        if (!mute || !visibility.maySee(mute)) {
          throw new NotFoundError(`There is no mute ${id}`);
        }
        await this.#requireOver(mute, credentials);
        const by = credentials.principal.userEntityRef;
        if (!(await store.end(id, by, Date.now()))) {
          throw new NotFoundError(`Mute ${id} has ended already`);
        }
        return mute;
      },
    );
    onChange(cluster);
  }

  #check({ cluster, fault, until }: MuteRequest): number {
    const { clusters, faults } = this.#options;
    const time = Date.parse(until);
    const now = Date.now();
    if (!faults.has(fault)) {
      throw new InputError(`No detector knows a fault '${fault}'`);
    }
    if (!clusters.clusters().some(({ name }) => name === cluster)) {
      throw new InputError(`There is no cluster '${cluster}'`);
    }
    if (time <= now || time > now + LONGEST_DAYS * DAY_MS) {
      throw new InputError(
        `A mute has to end, within ${LONGEST_DAYS} days from now`,
      );
    }
    return time;
  }

  async #requireOver(
    { cluster, namespace }: Pick<MuteRecord, 'cluster' | 'namespace'>,
    credentials: Credentials,
  ): Promise<FindingVisibility> {
    const visibility = await this.#visibilityOf(credentials);
    if (!visibility.mayRespondTo({ cluster, namespace })) {
      throw new NotAllowedError(
        `To mute something takes the permission groundcrew.incidents.respond on ${
          namespace ?? `all of ${cluster}`
        }`,
      );
    }
    return visibility;
  }

  async #visibilityOf(credentials: Credentials): Promise<FindingVisibility> {
    return await FindingVisibility.create({ ...this.#options, credentials });
  }
}

function viewOf(mute: MuteRecord, visibility: FindingVisibility): Mute {
  return {
    ...mute,
    createdAt: new Date(mute.createdAt).toISOString(),
    until: new Date(mute.until).toISOString(),
    mayEnd: visibility.mayRespondTo(mute),
  };
}
