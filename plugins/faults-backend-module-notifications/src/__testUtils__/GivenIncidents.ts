import type {
  Incidents,
  RespondedIncident,
} from '@groundcrew/plugin-faults-node';

/** Incidents in memory, which a test changes. */
export class GivenIncidents implements Incidents {
  readonly lines: { id: number; message: string; isHealing?: boolean }[] = [];
  readonly #incidents = new Map<number, RespondedIncident>();
  #onChange: ((cluster: string) => void) | undefined;
  clusters = ['dev'];

  put(...incidents: RespondedIncident[]) {
    for (const incident of incidents) {
      this.#incidents.set(incident.id, incident);
    }
    this.#onChange?.('dev');
  }

  change(id: number, changes: Partial<RespondedIncident>) {
    this.put({ ...this.#incidents.get(id)!, ...changes });
  }

  forget(id: number) {
    this.#incidents.delete(id);
    this.#onChange?.('dev');
  }

  owned() {
    return this.clusters;
  }

  async current(cluster: string) {
    return [...this.#incidents.values()].filter(
      incident => incident.cluster === cluster && incident.phase !== 'resolved',
    );
  }

  async get(id: number) {
    return this.#incidents.get(id);
  }

  async getVisible(id: number) {
    return this.#incidents.get(id)!;
  }

  async since() {
    return [];
  }

  async mutes() {
    return [];
  }

  subscribe(onChange: (cluster: string) => void) {
    this.#onChange = onChange;
    return () => {
      this.#onChange = undefined;
    };
  }

  async note(id: number, line: { message: string; isHealing?: boolean }) {
    this.lines.push({ id, ...line });
  }
}
