import { ConflictError } from '@backstage/errors';
import type { IncidentRecord } from './IncidentRecord';
import type { IncidentStore } from './IncidentStore';
import type { Written } from './stillThere';

/** As often as anybody may be faster. */
const MOST_TRIES = 5;

/**
 * Writes what is decided about an incident. The loop, or somebody else, may write at the same time: then it is decided again on what they
 * wrote.
 *
 * @param decide - gives undefined where nothing has to be written
 * @returns what is kept now
 * @throws ConflictError when somebody was faster each time, or another incident of the same cause is open
 */
export async function writeOnLatest(
  store: Pick<IncidentStore, 'get' | 'write'>,
  record: IncidentRecord,
  decide: (latest: IncidentRecord) => Written | undefined,
): Promise<IncidentRecord> {
  let latest: IncidentRecord | undefined = record;
  for (let tries = 0; latest && tries < MOST_TRIES; tries++) {
    const decided = decide(latest);
    if (!decided) {
      return latest;
    }
    const written = await store.write(decided.record, decided.entries);
    if (written) {
      return written;
    }
    latest = await store.get(record.id);
  }
  throw new ConflictError(
    `Incident ${record.id} could not be changed: either it changes all the time, or the same cause has a new incident. Load it again`,
  );
}
