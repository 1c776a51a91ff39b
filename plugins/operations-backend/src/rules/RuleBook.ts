import { readDurationFromConfig, type Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { durationToMilliseconds } from '@backstage/types';
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
  readonly #config: Config | undefined;
  readonly #windows: readonly PlacedWindow[];
  readonly #settings = new Map<string, RuleSettings>();

  /** @param config - `groundcrew.operations` */
  static fromConfig(config: Config | undefined): RuleBook {
    const windows = config?.getOptionalConfigArray('freezeWindows') ?? [];
    const book = new RuleBook(
      config?.getOptionalConfig('rules'),
      windows.map(readWindow),
    );
    // What is wrong in it is better said at the start than at the first operation.
    const environments =
      config?.getOptionalConfig('rules.environments')?.keys() ?? [];
    ['', ...environments].forEach(environment => book.for(environment));
    return book;
  }

  private constructor(
    config: Config | undefined,
    windows: readonly PlacedWindow[],
  ) {
    this.#config = config;
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
      ...readRules(this.#config?.getOptionalConfig('default')),
      ...readRules(
        this.#config?.getOptionalConfig('environments')?.has(key)
          ? this.#config.getConfig('environments').getConfig(key)
          : undefined,
      ),
      freezeWindows: this.#windows.filter(
        ({ environments }) => !environments || environments.includes(key),
      ),
    };
    this.#settings.set(key, settings);
    return settings;
  }
}

function readRules(config: Config | undefined): Partial<RuleSettings> {
  if (!config) {
    return {};
  }
  const rules: Partial<RuleSettings> = {
    ratePerTarget: readLimit(config, 'ratePerTarget'),
    ratePerCluster: readLimit(config, 'ratePerCluster'),
    cooldownMs: readCooldown(config),
    healthyFloorPercent: config.getOptionalNumber('healthyFloorPercent'),
    stormGuardPercent: config.getOptionalNumber('stormGuardPercent'),
  };
  return Object.fromEntries(
    Object.entries(rules).filter(([, value]) => value !== undefined),
  );
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
