import fc from 'fast-check';
import { happenings, passagesOf, submitted, type Passage } from './histories';

/** A history of which a claim does not hold, in words; undefined when it holds for all that were tried. */
export function counterexampleOf(
  claim: (history: ReturnType<typeof passagesOf>) => boolean,
): string | undefined {
  const details = fc.check(
    fc.property(submitted, happenings, (first, history) =>
      claim(passagesOf(first, history)),
    ),
    { numRuns: 1_000 },
  );
  return details.failed ? fc.defaultReportMessage(details) : undefined;
}

/** A history with a passage of which a claim does not hold. */
export function counterexampleOfEach(
  claim: (passage: Passage) => boolean,
): string | undefined {
  return counterexampleOf(({ passages }) => passages.every(claim));
}
