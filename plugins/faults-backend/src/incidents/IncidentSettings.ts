import { readDurationFromConfig, type Config } from '@backstage/config';
import { durationToMilliseconds } from '@backstage/types';

const MINUTE_MS = 60_000;

/** What `groundcrew.faults.incidents` says. Times are milliseconds. */
export class IncidentSettings {
  static fromConfig(root: Config): IncidentSettings {
    const config = root.getOptionalConfig('groundcrew.faults.incidents');
    const duration = (key: string, otherwise: number) =>
      config?.has(key)
        ? durationToMilliseconds(readDurationFromConfig(config, { key }))
        : otherwise;
    return new IncidentSettings(
      duration('quietPeriod', MINUTE_MS),
      duration('reopenWithin', 30 * MINUTE_MS),
      duration('keepFor', 400 * 24 * 60 * MINUTE_MS),
      config?.getOptionalStringArray('productionEnvironments') ?? [
        'prod',
        'production',
      ],
    );
  }

  private constructor(
    /** For how long nothing may be wrong before an incident is resolved. */
    readonly quietMs: number,
    /** A cause that comes back within this time reopens its incident. */
    readonly reopenMs: number,
    /** For how long incidents that are resolved are kept. */
    readonly keepMs: number,
    readonly productionEnvironments: readonly string[],
  ) {}

  /** An environment that nobody named is taken for production: to call a matter too small is worse than too big. */
  isProduction(environment: string | undefined): boolean {
    return (
      environment === undefined ||
      this.productionEnvironments.includes(environment)
    );
  }
}
