/** A length of time in parts, for words. */
export type DurationWords =
  | { unit: 'milliseconds' | 'seconds'; amount: string }
  | { unit: 'minutes'; minutes: string; seconds: string }
  | { unit: 'hours'; hours: string; minutes: string };

/** Parts a length of time as exactly as people want to know it. */
export function durationWords(ms: number): DurationWords {
  const positive = Math.max(0, ms);
  if (positive < 1_000) {
    return { unit: 'milliseconds', amount: String(Math.round(positive)) };
  }
  if (positive < 60_000) {
    const seconds = positive / 1_000;
    const amount =
      seconds < 10 ? seconds.toFixed(1) : String(Math.round(seconds));
    return { unit: 'seconds', amount };
  }
  const minutes = Math.floor(positive / 60_000);
  if (minutes < 60) {
    const seconds = Math.floor((positive % 60_000) / 1_000);
    return {
      unit: 'minutes',
      minutes: String(minutes),
      seconds: String(seconds),
    };
  }
  return {
    unit: 'hours',
    hours: String(Math.floor(minutes / 60)),
    minutes: String(minutes % 60),
  };
}
