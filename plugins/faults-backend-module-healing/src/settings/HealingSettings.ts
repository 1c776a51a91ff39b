import { readDurationFromConfig, type Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { durationToMilliseconds } from '@backstage/types';
import {
  healingModeSchema,
  type HealingMode,
  type HealingPolicy,
} from '@groundcrew/plugin-faults-common';
import { Condition } from '../conditions/Condition';
import { shippedPolicies } from '../policies/shippedPolicies';
import type { PolicyInForce } from './PolicyInForce';
import { readPolicies, type ConfiguredPolicy } from './readPolicies';
import { refuseContradictions } from './refuseContradictions';

const ROOT = 'groundcrew.faults.healing';
const DAY_MS = 24 * 60 * 60_000;
const MODES = healingModeSchema.options;

/** What `groundcrew.faults.healing` says. */
export class HealingSettings {
  /** @throws InputError with what is wrong where */
  static fromConfig(
    root: Config,
    shipped: readonly HealingPolicy[] = shippedPolicies,
  ): HealingSettings {
    const config = root.getOptionalConfig(ROOT);
    const furthest = config?.getOptionalConfig('furthest');
    const defaultMode = readMode(config, 'defaultMode') ?? 'observe';
    const policies = withOwn(
      shipped,
      readPolicies(config?.getOptional('policies') ?? [], shipped),
      defaultMode,
    );
    refuseContradictions(policies.map(({ policy }) => policy));
    return new HealingSettings(
      policies.sort(
        (one, other) => other.policy.priority - one.policy.priority,
      ),
      new Map(
        (furthest?.keys() ?? []).map(environment => [
          environment,
          readMode(furthest, environment)!,
        ]),
      ),
      config?.has('keepFor')
        ? durationToMilliseconds(
            readDurationFromConfig(config, { key: 'keepFor' }),
          )
        : 400 * DAY_MS,
    );
  }

  private constructor(
    /** The highest priority first. */
    readonly policies: readonly PolicyInForce[],
    readonly furthest: ReadonlyMap<string, HealingMode>,
    /** For how long it is kept what was done, in milliseconds. */
    readonly keepMs: number,
  ) {}

  /** How far a policy goes in an environment. */
  modeIn(environment: string | undefined, mode: HealingMode): HealingMode {
    const furthest = this.furthest.get(environment ?? '') ?? 'auto';
    return MODES[Math.min(MODES.indexOf(mode), MODES.indexOf(furthest))];
  }
}

function withOwn(
  shipped: readonly HealingPolicy[],
  configured: readonly ConfiguredPolicy[],
  defaultMode: HealingMode,
): PolicyInForce[] {
  const byId = new Map<string, ConfiguredPolicy>(
    shipped.map(policy => [policy.id, { id: policy.id, policy }]),
  );
  for (const each of configured) {
    byId.set(each.id, { ...byId.get(each.id), ...each });
  }
  return [...byId.values()].map(({ enabled = true, mode, policy }) => ({
    policy: policy!,
    mode: mode ?? defaultMode,
    enabled,
    condition:
      policy!.condition === undefined ? undefined : conditionOf(policy!),
  }));
}

/** @throws InputError when it cannot be used */
export function conditionOf({ condition = '', id }: HealingPolicy): Condition {
  try {
    return Condition.compile(condition);
  } catch (error) {
    throw new InputError(
      `The condition of the healing policy '${id}' cannot be used: ${
        (error as Error).message
      }`,
    );
  }
}

function readMode(
  config: Config | undefined,
  key: string,
): HealingMode | undefined {
  const mode = config?.getOptionalString(key);
  const parsed = healingModeSchema.optional().safeParse(mode);
  if (!parsed.success) {
    throw new InputError(
      `${ROOT} knows no mode '${mode}' (${key}): it is one of ${MODES.join(
        ', ',
      )}`,
    );
  }
  return parsed.data;
}
