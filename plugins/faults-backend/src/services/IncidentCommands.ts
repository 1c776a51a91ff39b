import type {
  AuditorService,
  BackstageCredentials,
  BackstageUserPrincipal,
} from '@backstage/backend-plugin-api';
import { NotAllowedError } from '@backstage/errors';
import {
  audited,
  type ClustersService,
  type ReadAccess,
} from '@groundcrew/plugin-clusters-node';
import type { IncidentCommand } from '@groundcrew/plugin-faults-common';
import { obey } from '../incidents/obey';
import type { IncidentRecord } from '../incidents/IncidentRecord';
import type { IncidentStore } from '../incidents/IncidentStore';
import { writeOnLatest } from '../incidents/writeOnLatest';
import { FindingVisibility } from './FindingVisibility';

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
    const { auditor, onChange, store } = this.#options;
    const written = await audited(
      {
        auditor,
        eventId: 'incident-command',
        severityLevel: 'medium',
        meta: { incident: record.id, ...command },
      },
      async () => {
        await this.#require(record, credentials);
        const actor = credentials.principal.userEntityRef;
        return await writeOnLatest(store, record, latest =>
          obey(latest, command, { actor, now: Date.now() }),
        );
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
}
