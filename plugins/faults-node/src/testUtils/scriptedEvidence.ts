import type { EvidenceReader } from '../evidence';

/**
 * Evidence that a test gives; of all else nobody knows.
 *
 * @public
 */
export function scriptedEvidence(
  given: Partial<EvidenceReader> = {},
): EvidenceReader {
  const unknown = () => undefined;
  return {
    logsOf: unknown,
    signalsOf: unknown,
    signals: () => [],
    componentsOf: unknown,
    connectivityOf: unknown,
    callsOf: unknown,
    desired: unknown,
    ...given,
  };
}
