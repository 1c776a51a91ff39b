/** A figure that is to be reached. */
export interface Target {
  figure: string;
  value: number;
  atLeast?: number;
  atMost?: number;
  below?: number;
}

/**
 * Prints which targets were met, and last of all the figures as one line of JSON. A target that was missed is no error:
 * timings depend on the machine and on who else uses it.
 */
export function report(figures: object, targets: Target[]): void {
  console.table(
    targets.map(target => ({
      figure: target.figure,
      value: target.value,
      target: inWords(target),
      outcome: isMet(target) ? 'met' : 'target missed',
    })),
  );
  console.log(JSON.stringify(figures));
}

function isMet({ value, atLeast, atMost, below }: Target): boolean {
  return (
    (atLeast === undefined || value >= atLeast) &&
    (atMost === undefined || value <= atMost) &&
    (below === undefined || value < below)
  );
}

function inWords({ atLeast, atMost, below }: Target): string {
  return [
    atLeast !== undefined && `≥ ${atLeast}`,
    atMost !== undefined && `≤ ${atMost}`,
    below !== undefined && `< ${below}`,
  ]
    .filter(Boolean)
    .join(', ');
}
