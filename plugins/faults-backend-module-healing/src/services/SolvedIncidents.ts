import type {
  Incidents,
  RespondedIncident,
} from '@groundcrew/plugin-faults-node';
import type { SolvedIncident } from '../learning/savedTime';

const DAY_MS = 24 * 60 * 60_000;
const LOOK_BACK_MS = 90 * DAY_MS;
/** It is a figure of many days: read so often is enough. */
const KEEP_MS = 10 * 60_000;

/** Options of {@link SolvedIncidents.create}. */
export interface SolvedIncidentsOptions {
  /** Throws while incidents cannot be read yet. */
  incidents(): Pick<Incidents, 'since'>;
  /** Milliseconds since 1970; the clock of this process by default. */
  now?: () => number;
}

/** How the incidents of the last 90 days ended, read now and then. */
export class SolvedIncidents {
  readonly #options: SolvedIncidentsOptions;
  #known: { at: number; answer: Promise<SolvedIncident[]> } | undefined;

  static create(options: SolvedIncidentsOptions): SolvedIncidents {
    return new SolvedIncidents(options);
  }

  private constructor(options: SolvedIncidentsOptions) {
    this.#options = options;
  }

  /** Empty while they cannot be read: what was saved is then told by what is assumed. */
  async all(): Promise<SolvedIncident[]> {
    const { incidents, now = Date.now } = this.#options;
    const at = now();
    if (!this.#known || at - this.#known.at >= KEEP_MS) {
      const read = async () => await incidents().since(at - LOOK_BACK_MS);
      this.#known = { at, answer: read().then(outlines) };
    }
    try {
      return await this.#known.answer;
    } catch {
      this.#known = undefined;
      return [];
    }
  }
}

/** Without what makes them large. */
function outlines(incidents: readonly RespondedIncident[]): SolvedIncident[] {
  return incidents.map(
    ({
      acknowledgedAt,
      explanation: { cause },
      id,
      openedAt,
      resolution,
      resolvedAt,
    }) => ({
      acknowledgedAt,
      fault: cause.fault,
      id,
      openedAt,
      resolution,
      resolvedAt,
    }),
  );
}
