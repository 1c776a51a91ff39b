import type {
  AuditorService,
  BackstageCredentials,
  BackstageUserPrincipal,
} from '@backstage/backend-plugin-api';
import { ConflictError, NotAllowedError } from '@backstage/errors';
import {
  audited,
  type ClustersService,
  type ReadAccess,
} from '@groundcrew/plugin-clusters-node';
import type { IncidentCommand } from '@groundcrew/plugin-faults-common';
import { obey } from '../incidents/obey';
import type { IncidentRecord } from '../incidents/IncidentRecord';
import type { IncidentStore } from '../incidents/IncidentStore';
import { FindingVisibility } from './FindingVisibility';

/** As often as anybody may be faster. */
const MOST_TRIES = 5;

/** Options of {@link IncidentCommands.create}. */
export interface IncidentCommandsOptions {
  access: ReadAccess;
  auditor: AuditorService;
  clusters: ClustersService;
  store: IncidentStore;
  /** Told of the cluster whose incidents are not as they were. */
  onChange(cluster: string): void;
}

/** Does what people decide about incidents, for those who may. */
export class IncidentCommands {
  readonly #options: IncidentCommandsOptions;

  static create(options: IncidentCommandsOptions): IncidentCommands {
    return new IncidentCommands(options);
  }

  private constructor(options: IncidentCommandsOptions) {
    this.#options = options;
  }

  /**
   * @param record - one that the person may see
   *
   * @throws NotAllowedError when they may not answer for it; ConflictError when it is not in a state for that
   */
  async command(
    record: IncidentRecord,
    command: IncidentCommand,
    credentials: BackstageCredentials<BackstageUserPrincipal>,
  ): Promise<IncidentRecord> {
    const { auditor, onChange } = this.#options;
    const written = await audited(
      {
        auditor,
        eventId: 'incident-command',
        severityLevel: 'medium',
        meta: { incident: record.id, ...command },
      },
      async () => {
        await this.#require(record, credentials);
        return await this.#write(record, command, credentials);
      },
    );
    onChange(record.cluster);
    return written;
  }

  async #require(
    record: IncidentRecord,
    credentials: BackstageCredentials<BackstageUserPrincipal>,
  ): Promise<void> {
    const visibility = await FindingVisibility.create({
      ...this.#options,
      credentials,
    });
    const { object } = record.explanation.cause;
    if (!visibility.mayRespondTo(object)) {
      throw new NotAllowedError(
        `You may see incident ${
          record.id
        }, but not answer for it: that takes the permission groundcrew.incidents.respond on ${
          object.namespace ?? object.cluster
        }`,
      );
    }
  }

  /** The loop, or somebody else, may write at the same time: then it is decided again on what they wrote. */
  async #write(
    record: IncidentRecord,
    command: IncidentCommand,
    credentials: BackstageCredentials<BackstageUserPrincipal>,
  ): Promise<IncidentRecord> {
    const { store } = this.#options;
    const actor = credentials.principal.userEntityRef;
    let latest: IncidentRecord | undefined = record;
    for (let tries = 0; latest && tries < MOST_TRIES; tries++) {
      const obeyed = obey(latest, command, { actor, now: Date.now() });
      if (!obeyed) {
        return latest;
      }
      const written = await store.write(obeyed.record, obeyed.entries);
      if (written) {
        return written;
      }
      latest = await store.get(record.id);
    }
    throw new ConflictError(
      `Incident ${record.id} could not be changed: either it changes all the time, or the same cause has a new incident. Load it again`,
    );
  }
}
