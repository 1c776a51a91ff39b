import type { AlertSilence } from '@groundcrew/plugin-faults-common';
import type { ActiveMute, Incidents } from '@groundcrew/plugin-faults-node';
import type { ReceivedAlert } from '../alerts/AlertRecord';
import type { AssessedAlert } from '../alerts/assessAlert';
import { asAddress } from '../receiver/alertmanagerPayload';
import type { AlertServer, AlertSettings } from '../settings/AlertSettings';
import type { AlertStore } from '../store/AlertStore';
import {
  AlertmanagerClient,
  type ServerAlert,
  type ServerSilence,
} from './AlertmanagerClient';
import { alertsOfMute } from './alertsOfMute';
import {
  desiredSilences,
  matchersOf,
  type DesiredSilence,
} from './desiredSilences';
import type { SilenceRecord, SilenceStore } from './SilenceStore';

/** Begins what Groundcrew says in Alertmanager of who made a silence. */
const AUTHOR = 'Groundcrew for ';

/** What is silent is not repeated to anybody: after so long it is noted that it still fires. */
const UNHEARD_MS = 60 * 60_000;

/** Options of {@link ServerSync.create}. */
export interface ServerSyncOptions {
  client?: AlertmanagerClient;
  incidents: Pick<Incidents, 'current' | 'mutes'>;
  server: AlertServer;
  settings: AlertSettings;
  silences: SilenceStore;
  store: AlertStore;
  /** What fires now. */
  firing(): readonly AssessedAlert[];
  /** Told when something else is silenced than before. */
  onChange(): void;
}

/** Brings one Alertmanager and what is muted here into step, both ways. Level-triggered: said twice, it changes nothing. */
export class ServerSync {
  readonly #options: ServerSyncOptions;
  readonly #client: AlertmanagerClient;

  static create(options: ServerSyncOptions): ServerSync {
    return new ServerSync(options);
  }

  private constructor(options: ServerSyncOptions) {
    this.#options = options;
    this.#client = options.client ?? AlertmanagerClient.create(options.server);
  }

  /** @throws AlertmanagerError when it does not do what it is asked for: then nothing is lost, and to be tried again */
  async run(signal: AbortSignal): Promise<void> {
    const { server, silences } = this.#options;
    try {
      await this.#read(signal);
      await this.#write(signal);
      await silences.answered(server.name, Date.now());
    } catch (error) {
      if (!signal.aborted) {
        await silences.failed(
          server.name,
          error instanceof Error ? error.message : String(error),
          Date.now(),
        );
      }
      throw error;
    }
  }

  /** What was silenced there. What is silent from its beginning is posted to nobody: it is learnt of here. */
  async #read(signal: AbortSignal): Promise<void> {
    const { onChange, server, store } = this.#options;
    const alerts = await this.#client.alerts(signal);
    const silences = await this.#client.silences(signal);
    const byId = new Map(silences.map(silence => [silence.id, silence]));
    const silenced = alerts
      .map(alert => ({
        ...this.#receivedOf(alert),
        silences: (alert.status.silencedBy ?? []).flatMap(id => {
          const silence = byId.get(id);
          return silence ? [this.#silenceOf(silence)] : [];
        }),
      }))
      .filter(each => each.silences.length > 0);
    const now = Date.now();
    const firing = await store.firing();
    const known = new Map(firing.map(each => [nameIn(each), each]));
    const listed = new Set(alerts.map(each => nameIn(this.#receivedOf(each))));
    const news: ReceivedAlert[] = [
      ...silenced
        .filter(each => {
          const { lastSeenAt = 0 } = known.get(nameIn(each)) ?? {};
          return now - lastSeenAt > UNHEARD_MS;
        })
        .map(({ silences: _, ...received }) => received),
      // Nor is it posted that something is over that was silent.
      ...firing
        .filter(
          each =>
            each.silences.some(silence => silence.server === server.name) &&
            !listed.has(nameIn(each)),
        )
        .map(each => ({ ...each, isFiring: false, endsAt: now })),
    ];
    await store.receive(news, now);
    const hasChanged = await store.noteSilences(server.name, silenced);
    if (hasChanged || news.length > 0) {
      onChange();
    }
  }

  /** What is to be silent there, for what is muted here. */
  async #write(signal: AbortSignal): Promise<void> {
    const { incidents, server, silences } = this.#options;
    const mutes = (await incidents.mutes()).filter(
      ({ cluster }) => !server.cluster || cluster === server.cluster,
    );
    const existing = await silences.silencesIn(server.name);
    const inServer = await this.#client.silences(signal);
    for (const record of existing) {
      if (!mutes.some(({ id }) => id === record.mute)) {
        if (stateOf(inServer, record.id) !== 'expired') {
          await this.#client.expire(record.id, signal);
        }
        await silences.remove(record);
      }
    }
    for (const mute of mutes) {
      const ofMute = existing.filter(record => record.mute === mute.id);
      for (const desired of await this.#desiredFor(mute, ofMute)) {
        const record = ofMute.find(({ key }) => key === desired.key);
        await this.#bring(desired, record, inServer, signal);
      }
    }
  }

  async #desiredFor(
    mute: ActiveMute,
    before: readonly SilenceRecord[],
  ): Promise<DesiredSilence[]> {
    const { firing, incidents, settings } = this.#options;
    const alerts = alertsOfMute(
      mute,
      firing(),
      await incidents.current(mute.cluster),
    );
    return desiredSilences(mute, alerts, before, settings);
  }

  async #bring(
    { key, labels, mute }: DesiredSilence,
    record: SilenceRecord | undefined,
    inServer: readonly ServerSilence[],
    signal: AbortSignal,
  ): Promise<void> {
    const { server, silences } = this.#options;
    const state = record && stateOf(inServer, record.id);
    const isSame =
      record !== undefined &&
      record.endsAt === mute.until &&
      JSON.stringify(record.labels) === JSON.stringify(labels);
    // Who ended it in Alertmanager wants to hear of it. One that is not there at all was lost.
    if (state === 'expired' || (isSame && state !== undefined)) {
      return;
    }
    const request = {
      matchers: matchersOf(labels),
      startsAt: new Date().toISOString(),
      endsAt: new Date(mute.until).toISOString(),
      createdBy: `${AUTHOR}${mute.createdBy}`,
      comment: `${mute.reason} (mute ${mute.id}: ${mute.fault})`,
    };
    const id =
      // An answer that got lost is no reason to silence it twice.
      inServer.find(each => isThe(each, request))?.id ??
      (await this.#client.silence(
        { ...request, ...(state && record ? { id: record.id } : {}) },
        signal,
      ));
    await silences.put({
      server: server.name,
      mute: mute.id,
      key,
      id,
      labels,
      endsAt: mute.until,
    });
  }

  #receivedOf(alert: ServerAlert): ReceivedAlert {
    const { server, settings } = this.#options;
    return {
      cluster: settings.clusterOf(server, alert.labels),
      fingerprint: alert.fingerprint,
      isFiring: true,
      startsAt: Date.parse(alert.startsAt),
      labels: alert.labels,
      annotations: alert.annotations,
      generatorUrl: asAddress(alert.generatorURL),
    };
  }

  #silenceOf({ comment, createdBy, endsAt, id }: ServerSilence): AlertSilence {
    return {
      server: this.#options.server.name,
      id,
      createdBy,
      comment,
      endsAt,
      isOurs: createdBy.startsWith(AUTHOR),
    };
  }
}

function nameIn({
  cluster,
  fingerprint,
}: Pick<ReceivedAlert, 'cluster' | 'fingerprint'>): string {
  return `${fingerprint} ${cluster}`;
}

function stateOf(
  inServer: readonly ServerSilence[],
  id: string,
): ServerSilence['status']['state'] | undefined {
  return inServer.find(silence => silence.id === id)?.status.state;
}

function isThe(
  silence: ServerSilence,
  request: Pick<ServerSilence, 'matchers' | 'comment' | 'createdBy' | 'endsAt'>,
): boolean {
  const inOrder = (matchers: ServerSilence['matchers']) =>
    matchers
      .map(({ isEqual, isRegex, name, value }) =>
        JSON.stringify([name, value, isRegex, isEqual]),
      )
      .sort()
      .join();
  return (
    silence.status.state !== 'expired' &&
    silence.createdBy === request.createdBy &&
    silence.comment === request.comment &&
    Date.parse(silence.endsAt) === Date.parse(request.endsAt) &&
    inOrder(silence.matchers) === inOrder(request.matchers)
  );
}
