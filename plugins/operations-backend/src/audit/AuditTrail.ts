import type {
  AuditorService,
  DatabaseService,
  LoggerService,
  SchedulerService,
} from '@backstage/backend-plugin-api';
import { readDurationFromConfig, type Config } from '@backstage/config';
import type {
  AuditRow,
  AuditVerification,
} from '@groundcrew/plugin-operations-common';
import { durationToMilliseconds } from '@backstage/types';
import { anchorKeepersFromConfig } from './anchorKeepersFromConfig';
import type { AnchorKeeper } from './AnchorKeeper';
import { AnchorSigner } from './AnchorSigner';
import { AuditAnchorer } from './AuditAnchorer';
import { AuditRetention } from './AuditRetention';
import { AuditVerifier } from './AuditVerifier';
import { DatabaseAuditTrail, type AuditRowQuery } from './DatabaseAuditTrail';

/** Options of {@link AuditTrail.fromConfig}. */
export interface AuditTrailOptions {
  database: DatabaseService;
  auditor: AuditorService;
  logger: LoggerService;
}

/** The audit trail: read, anchored, verified, and cut when it is old. Rows are added by the store of operations. */
export class AuditTrail {
  readonly #trail: DatabaseAuditTrail;
  readonly #anchorer: AuditAnchorer;
  readonly #verifier: AuditVerifier;
  readonly #retention: AuditRetention | undefined;

  /** Reads `groundcrew.operations.audit`. Uses the tables that the store of operations makes. */
  static async fromConfig(
    root: Config,
    options: AuditTrailOptions,
  ): Promise<AuditTrail> {
    const config = root.getOptionalConfig('groundcrew.operations.audit');
    const { auditor, database, logger } = options;
    const keepForMs = config?.has('keepFor')
      ? durationToMilliseconds(
          readDurationFromConfig(config, { key: 'keepFor' }),
        )
      : undefined;
    return new AuditTrail({
      trail: DatabaseAuditTrail.create({ knex: await database.getClient() }),
      signer: AnchorSigner.fromConfig(config),
      keepers: await anchorKeepersFromConfig(root),
      auditor,
      logger,
      keepForMs,
    });
  }

  private constructor(options: {
    trail: DatabaseAuditTrail;
    signer: AnchorSigner;
    keepers: AnchorKeeper[];
    auditor: AuditorService;
    logger: LoggerService;
    keepForMs?: number;
  }) {
    const { keepForMs, ...parts } = options;
    this.#trail = parts.trail;
    const anchorer = AuditAnchorer.create(parts);
    this.#anchorer = anchorer;
    const verifier = AuditVerifier.create({ ...parts, anchorer });
    this.#verifier = verifier;
    this.#retention =
      keepForMs === undefined
        ? undefined
        : AuditRetention.create({ ...parts, anchorer, verifier, keepForMs });
  }

  /** Anchors from now on, and once a day forgets what is older than `keepFor`. */
  async start(options: { scheduler: SchedulerService }): Promise<void> {
    this.#anchorer.start();
    const retention = this.#retention;
    if (retention) {
      await options.scheduler.scheduleTask({
        id: 'audit-retention',
        frequency: { days: 1 },
        timeout: { hours: 1 },
        initialDelay: { minutes: 5 },
        scope: 'global',
        fn: async () => {
          await retention.cut();
        },
      });
    }
  }

  /** Anchors once more: has to come before the database is closed. */
  async stop(): Promise<void> {
    await this.#anchorer.stop();
  }

  /** Has to be told of the rows that the store adds. */
  appended(rows: AuditRow[]): void {
    this.#anchorer.appended(rows);
  }

  /** Rows in their order, read some at a time. */
  rows(query?: AuditRowQuery): AsyncGenerator<AuditRow> {
    return this.#trail.rows(query);
  }

  /** Whether the trail is as it was written. Reads all of it: 100,000 rows take some seconds. */
  async verify(): Promise<AuditVerification> {
    return await this.#verifier.verify();
  }
}
