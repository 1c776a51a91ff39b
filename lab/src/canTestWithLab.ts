import { isLabAvailable } from './available';

/**
 * Whether a test suite can start labs, for `canTestWithLab('…') ? describe : describe.skip`. Where it cannot, one line
 * says so.
 *
 * @throws Error in CI if there is no Go: a suite that silently tests nothing would be worse than one that fails
 */
export function canTestWithLab(suite: string): boolean {
  const availability = isLabAvailable();
  if (availability.available) {
    return true;
  }
  if (process.env.CI) {
    throw new Error(`Cannot test ${suite}: ${availability.reason}`);
  }
  process.stderr.write(`Skipped ${suite}: ${availability.reason}\n`);
  return false;
}
