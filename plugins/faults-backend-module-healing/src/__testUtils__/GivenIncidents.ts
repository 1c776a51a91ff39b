import type {
  Incidents,
  RespondedIncident,
} from '@groundcrew/plugin-faults-node';
import { exampleIncident } from './exampleIncident';

/** One incident in memory, which a test changes. */
export class GivenIncidents implements Incidents {
  readonly notes: { message: string; isHealing: boolean }[] = [];
  #incident: RespondedIncident | undefined = exampleIncident();
  #onChange: ((cluster: string) => void) | undefined;
  clusters = ['dev'];

  change(changes: Partial<RespondedIncident>) {
    this.#incident = exampleIncident({ ...this.#incident, ...changes });
    this.#onChange?.('dev');
  }
  owned() {
    return this.clusters;
  }
  async current() {
    return this.#incident?.resolvedAt === undefined ? [this.#incident!] : [];
  }
  async mutes() {
    return [];
  }
  async get() {
    return this.#incident;
  }
  async getVisible() {
    return this.#incident!;
  }
  async since() {
    return [];
  }
  subscribe(onChange: (cluster: string) => void) {
    this.#onChange = onChange;
    return () => {
      this.#onChange = undefined;
    };
  }
  async note(_id: number, line: { message: string; isHealing: boolean }) {
    this.notes.push(line);
    this.change({ phase: line.isHealing ? 'healing' : 'open' });
  }
}
