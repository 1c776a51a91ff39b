import {
  ConfigReader,
  readDurationFromConfig,
  type Config,
} from '@backstage/config';
import { InputError } from '@backstage/errors';
import { durationToMilliseconds, type JsonObject } from '@backstage/types';
import { DateTime, IANAZone } from 'luxon';
import type { FreezeWindow } from './FreezeWindow';
import {
  defaultProductionRules,
  defaultRuleSettings,
  type ActorLimit,
  type RuleSettings,
} from './RuleSettings';

const DAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];

interface PlacedWindow extends FreezeWindow {
  environments: readonly string[] | undefined;
}

/** How strict the rules are, by environment. */
export class RuleBook {
  readonly #default: Partial<RuleSettings>;
  readonly #environments: ReadonlyMap<string, Partial<RuleSettings>>;
  readonly #windows: readonly PlacedWindow[];
  readonly #settings = new Map<string, RuleSettings>();

  /** @param config - `groundcrew.operations` */
  static fromConfig(config: Config | undefined): RuleBook {
    const windows = config?.getOptionalConfigArray('freezeWindows') ?? [];
    // What is wrong in it is better said at the start than at the first operation.
    return new RuleBook(
      readRules(config?.getOptionalConfig('rules.default')),
      readEnvironments(config),
      windows.map(readWindow),
    );
  }

  private constructor(
    rules: Partial<RuleSettings>,
    environments: ReadonlyMap<string, Partial<RuleSettings>>,
    windows: readonly PlacedWindow[],
  ) {
    this.#default = rules;
    this.#environments = environments;
    this.#windows = windows;
  }

  for(environment: string | undefined): RuleSettings {
    const key = environment ?? '';
    const known = this.#settings.get(key);
    if (known) {
      return known;
    }
    const settings: RuleSettings = {
      ...defaultRuleSettings,
      ...(key === 'prod' ? defaultProductionRules : {}),
      ...this.#default,
      ...this.#environments.get(key),
      freezeWindows: this.#windows.filter(
        ({ environments }) => !environments || environments.includes(key),
      ),
    };
    this.#settings.set(key, settings);
    return settings;
  }
}

/** The name of an environment is the value of a label, which need not be what a key of config may be: `eu-1`, `prod.eu`. */
function readEnvironments(
  config: Config | undefined,
): ReadonlyMap<string, Partial<RuleSettings>> {
  const environments = config?.getOptional<JsonObject>('rules.environments');
  return new Map(
    Object.entries(environments ?? {}).map(([name, rules]) => [
      name,
      readRules(
        new ConfigReader(
          rules as JsonObject,
          'app-config',
          undefined,
          `groundcrew.operations.rules.environments.${name}`,
        ),
      ),
    ]),
  );
}

function readRules(config: Config | undefined): Partial<RuleSettings> {
  if (!config) {
    return {};
  }
  const rules: Partial<RuleSettings> = {
    ratePerTarget: readLimit(config, 'ratePerTarget'),
    ratePerCluster: readLimit(config, 'ratePerCluster'),
    cooldownMs: readCooldown(config),
    healthyFloorPercent: readPercent(config, 'healthyFloorPercent'),
    stormGuardPercent: readPercent(config, 'stormGuardPercent'),
  };
  return Object.fromEntries(
    Object.entries(rules).filter(([, value]) => value !== undefined),
  );
}

function readPercent(config: Config, key: string): number | undefined {
  const percent = config.getOptionalNumber(key);
  if (percent !== undefined && !(percent >= 0 && percent <= 100)) {
    throw new InputError(
      `${key} of groundcrew.operations.rules has to be between 0 and 100, and is ${percent}`,
    );
  }
  return percent;
}

function readLimit(config: Config, key: string): ActorLimit | undefined {
  return config.has(key)
    ? {
        users: config.getNumber(`${key}.users`),
        automations: config.getNumber(`${key}.automations`),
      }
    : undefined;
}

function readCooldown(config: Config): ActorLimit | undefined {
  const read = (key: string) =>
    durationToMilliseconds(readDurationFromConfig(config, { key }));
  return config.has('cooldown')
    ? {
        users: read('cooldown.users'),
        automations: read('cooldown.automations'),
      }
    : undefined;
}

function readWindow(config: Config): PlacedWindow {
  const title = config.getString('title');
  const environments = config.getOptionalStringArray('environments');
  if (!config.has('days')) {
    const [from, to] = ['from', 'to'].map(key => {
      const time = DateTime.fromISO(config.getString(key), { setZone: true });
      if (!time.isValid) {
        throw new InputError(
          `The freeze window '${title}' has a ${key} that is no time in ISO 8601`,
        );
      }
      return time.toJSDate();
    });
    if (from >= to) {
      throw new InputError(
        `The freeze window '${title}' ends before it begins`,
      );
    }
    return { title, environments, period: { type: 'once', from, to } };
  }
  const timezone = config.getOptionalString('timezone') ?? 'UTC';
  if (!IANAZone.isValidZone(timezone)) {
    throw new InputError(
      `The freeze window '${title}' has the unknown time zone '${timezone}'`,
    );
  }
  const days = config.getStringArray('days').map(day => {
    const index = DAYS.indexOf(day.toLowerCase().slice(0, 3));
    if (index === -1) {
      throw new InputError(
        `The freeze window '${title}' names '${day}', which is no day of the week`,
      );
    }
    return index + 1;
  });
  const [from, to] = ['from', 'to'].map(key => {
    const time = config.getString(key);
    if (!/^([01]\d|2[0-3]):[0-5]\d$/.test(time)) {
      throw new InputError(
        `The freeze window '${title}' has a ${key} that is not like 17:00`,
      );
    }
    return time;
  });
  return {
    title,
    environments,
    period: { type: 'weekly', days, from, to, timezone },
  };
}
