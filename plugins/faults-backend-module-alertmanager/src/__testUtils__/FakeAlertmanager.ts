import type { AlertServer } from '../settings/AlertSettings';
import {
  AlertmanagerClient,
  type ServerAlert,
  type ServerSilence,
  type SilenceRequest,
} from '../silences/AlertmanagerClient';

/** As much of Alertmanager's API v2 as silences need, in memory: what the real one does is tested with that. */
export class FakeAlertmanager {
  readonly alerts: ServerAlert[] = [];
  readonly silences = new Map<string, ServerSilence>();
  isAway = false;
  /** Does what it is asked for, and does not say so. */
  losesAnswers = false;
  /** How many silences were asked for. */
  made = 0;

  client(server: AlertServer): AlertmanagerClient {
    return AlertmanagerClient.create(server, {
      fetch: async (url, init) => this.#answer(new URL(String(url)), init),
    });
  }

  inState(state: ServerSilence['status']['state']): ServerSilence[] {
    return [...this.silences.values()].filter(
      ({ status }) => status.state === state,
    );
  }

  /** An alert that somebody silenced there. */
  silencedBy(
    createdBy: string,
    alert: Pick<ServerAlert, 'fingerprint' | 'labels'>,
  ): void {
    const id = this.#make({
      matchers: [],
      startsAt: new Date().toISOString(),
      endsAt: new Date(Date.now() + 3_600_000).toISOString(),
      createdBy,
      comment: 'moving',
    });
    this.alerts.push({
      ...alert,
      annotations: {},
      startsAt: new Date().toISOString(),
      status: { silencedBy: [id] },
    });
  }

  end(id: string): void {
    const silence = this.silences.get(id)!;
    this.silences.set(id, { ...silence, status: { state: 'expired' } });
  }

  #answer({ pathname }: URL, init: RequestInit = {}): Response {
    if (this.isAway) {
      throw new TypeError('fetch failed');
    }
    const [, , , what, id] = pathname.split('/');
    if (init.method === 'DELETE') {
      this.end(id);
      return new Response('');
    }
    if (init.method === 'POST') {
      const silenceID = this.#make(JSON.parse(String(init.body)));
      if (this.losesAnswers) {
        throw new TypeError('fetch failed');
      }
      return Response.json({ silenceID });
    }
    return Response.json(
      what === 'alerts' ? this.alerts : [...this.silences.values()],
    );
  }

  #make({ id: before, ...request }: SilenceRequest): string {
    this.made += 1;
    const id = `silence-${this.made}`;
    if (before) {
      this.end(before);
    }
    this.silences.set(id, {
      ...request,
      id,
      matchers: [...request.matchers],
      status: { state: 'active' },
    });
    return id;
  }
}
