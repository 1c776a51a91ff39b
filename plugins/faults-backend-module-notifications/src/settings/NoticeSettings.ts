import {
  ConfigReader,
  readDurationFromConfig,
  type Config,
} from '@backstage/config';
import { InputError } from '@backstage/errors';
import { durationToMilliseconds } from '@backstage/types';
import { z } from 'zod/v3';
import type { Rotation } from '../calendar/Rotation';
import type { Timing } from '../notices/Subject';
import type { StormLimits } from '../storms/followStorm';
import { defaultRoutes } from './defaultRoutes';
import { parseSetting } from './parseSetting';
import { readRotations } from './readRotations';
import { refuseUnreachable } from './refuseUnreachable';
import type { Route } from './Route';
import { recipientsSchema, routeSchema } from './routeSchemas';

const ROOT = 'groundcrew.faults.notifications';
const DAY_MS = 24 * 60 * 60_000;

/** What `groundcrew.faults.notifications` says. */
export class NoticeSettings {
  /** @throws InputError with what is wrong where */
  static fromConfig(root: Config): NoticeSettings {
    const config = root.getOptionalConfig(ROOT);
    const onCall = readRotations(
      config?.getOptional('onCall'),
      `${ROOT}.onCall`,
    );
    const requireKnown = (recipients: readonly string[], at: string) => {
      for (const recipient of recipients) {
        const [, name] = /^oncall:(.*)$/.exec(recipient) ?? [];
        if (name !== undefined && !onCall.has(name)) {
          throw new InputError(
            `${at}: there is no rotation '${name}' in ${ROOT}.onCall`,
          );
        }
      }
      return recipients;
    };
    const fallback = requireKnown(
      parseSetting(
        recipientsSchema,
        config?.getOptional('fallback') ?? [],
        `${ROOT}.fallback`,
      ),
      `${ROOT}.fallback`,
    );
    if (fallback.includes('owner')) {
      throw new InputError(
        `${ROOT}.fallback: 'owner' is who could not be found then`,
      );
    }
    const [rotation, ...others] = onCall.keys();
    const isOnly = rotation !== undefined && others.length === 0;
    const called = onCall.has('default') ? 'default' : isOnly && rotation;
    const escalateTo = [
      ...(called ? [[`oncall:${called}`]] : []),
      ...(fallback.length > 0 ? [fallback] : []),
    ];
    return new NoticeSettings(
      readRoutes(config?.getOptional('routes'), escalateTo, requireKnown),
      onCall,
      fallback,
      {
        mergeMs: durationOf(config, 'mergeWithin', 10 * 60_000),
        gatherMs: durationOf(config, 'gather', 2_000),
        graceMs: durationOf(config, 'grace', 10_000),
        manySize: 100,
      },
      {
        incidents: stormSize(config),
        withinMs: durationOf(config, 'storm.within', 5 * 60_000),
      },
      durationOf(config, 'keepFor', 400 * DAY_MS),
    );
  }

  private constructor(
    /** The first that fits counts. */
    readonly routes: readonly Route[],
    readonly onCall: ReadonlyMap<string, Rotation>,
    /** Who is told where nobody else can be found. */
    readonly fallback: readonly string[],
    readonly timing: Timing,
    readonly storm: StormLimits,
    /** For how long it is kept who was told, in milliseconds. */
    readonly keepMs: number,
  ) {}

  /** Whether a route can only be chosen when the owner is known. */
  get needsOwners(): boolean {
    return this.routes.some(({ match }) => match.owners !== undefined);
  }
}

function readRoutes(
  value: unknown,
  escalateTo: Route['escalateTo'],
  requireKnown: (
    recipients: readonly string[],
    at: string,
  ) => readonly string[],
): readonly Route[] {
  if (value === undefined) {
    return defaultRoutes(escalateTo);
  }
  const entries = parseSetting(z.array(z.unknown()), value, `${ROOT}.routes`);
  const routes = entries.map((entry, index): Route => {
    const at = `${ROOT}.routes[${index}]`;
    const { calendar, escalate, healFirst, match, name, recipients } =
      parseSetting(routeSchema, entry, at);
    const steps = escalate?.map((step, number) => ({
      afterMs: step.afterMinutes * 60_000,
      recipients: requireKnown(
        step.recipients,
        `${at}.escalate[${number}].recipients`,
      ),
    }));
    const late = steps?.findIndex(
      ({ afterMs }, number) =>
        number > 0 && afterMs <= steps[number - 1].afterMs,
    );
    if (late !== undefined && late > 0) {
      throw new InputError(
        `${at}.escalate[${late}].afterMinutes: has to be later than the step before`,
      );
    }
    if (recipients.length === 0 && (steps?.length || healFirst)) {
      throw new InputError(
        `${at}: nobody is told by it, so that it can neither escalate nor wait for healing`,
      );
    }
    return {
      name: name ?? `route ${index + 1}`,
      match,
      recipients: requireKnown(recipients, `${at}.recipients`),
      ...(calendar ? { calendar } : {}),
      ...(healFirst
        ? {
            healFirst: {
              withinMs: milliseconds(
                healFirst.within,
                `${at}.healFirst.within`,
              ),
              whenHealed: healFirst.whenHealed,
            },
          }
        : {}),
      ...(steps ? { escalate: steps } : {}),
      escalateTo,
    };
  });
  refuseUnreachable(routes, `${ROOT}.routes`);
  return routes;
}

function stormSize(config: Config | undefined): number {
  return parseSetting(
    z.number().int().min(2),
    config?.getOptional('storm.incidents') ?? 10,
    `${ROOT}.storm.incidents`,
  );
}

function durationOf(
  config: Config | undefined,
  key: string,
  otherwise: number,
): number {
  return config?.has(key)
    ? durationToMilliseconds(readDurationFromConfig(config, { key }))
    : otherwise;
}

function milliseconds(value: unknown, at: string): number {
  try {
    return durationToMilliseconds(
      readDurationFromConfig(new ConfigReader({ value } as never), {
        key: 'value',
      }),
    );
  } catch {
    throw new InputError(`${at}: has to be a duration such as { minutes: 5 }`);
  }
}
