import type { EvidenceReader } from './EvidenceReader';

/**
 * Answers from the sources that are given; of all else nobody knows.
 *
 * @public
 */
export function createEvidenceReader(
  sources: Partial<EvidenceReader> = {},
): EvidenceReader {
  const unknown = () => undefined;
  return {
    logsOf: unknown,
    signalsOf: unknown,
    signals: () => [],
    alertsOf: unknown,
    componentsOf: unknown,
    connectivityOf: unknown,
    callsOf: unknown,
    dependenciesOf: unknown,
    desired: unknown,
    ...sources,
  };
}
