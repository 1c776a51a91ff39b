import type {
  Health,
  HealthSpan,
  ReliabilityView,
} from '@groundcrew/plugin-faults-common';

/** One piece of the strip: how it was, from when to when, in shares of the time that is drawn. */
export interface StripPiece {
  span: HealthSpan;
  /** 0 to 1. */
  start: number;
  width: number;
}

/** How narrow a piece that is not well may be: an hour of a month could not be seen. */
const NARROWEST = 0.004;

/** Cuts the time that is drawn into pieces. */
export function stripPieces(
  spans: readonly HealthSpan[],
  from: string,
  to: string,
): StripPiece[] {
  const begin = Date.parse(from);
  const length = Date.parse(to) - begin;
  if (length <= 0) {
    return [];
  }
  const share = (time: string) =>
    Math.min(1, Math.max(0, (Date.parse(time) - begin) / length));
  return spans
    .map(span => {
      const start = share(span.from);
      const width = share(span.to) - start;
      return isTrouble(span.health) && width < NARROWEST
        ? { span, start: Math.min(start, 1 - NARROWEST), width: NARROWEST }
        : { span, start, width };
    })
    .filter(({ width }) => width > 0);
}

/** Since when anything is known of some environment: what is before would be an empty strip. ISO 8601. */
export function knownSince(
  view: Pick<ReliabilityView, 'environments' | 'from'>,
): string {
  const [first] = view.environments
    .flatMap(({ spans }) => spans)
    .filter(({ health }) => health !== 'unknown')
    .map(({ from }) => from)
    .sort();
  return first !== undefined && first > view.from ? first : view.from;
}

/** For how long it was how, in milliseconds, the worst first. */
export function healthTotals(
  spans: readonly HealthSpan[],
): { health: Health; ms: number }[] {
  const order: Health[] = ['down', 'degraded', 'up', 'idle', 'unknown'];
  return order
    .map(health => ({
      health,
      ms: spans
        .filter(span => span.health === health)
        .reduce(
          (sum, span) => sum + Date.parse(span.to) - Date.parse(span.from),
          0,
        ),
    }))
    .filter(({ ms }) => ms > 0);
}

function isTrouble(health: Health): boolean {
  return health === 'down' || health === 'degraded';
}
