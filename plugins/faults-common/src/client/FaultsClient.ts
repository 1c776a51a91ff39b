import { parseEntityRef } from '@backstage/catalog-model';
import { pathOf, PluginRequests } from '@groundcrew/plugin-clusters-common';
import { alertListSchema, type AlertList } from '../alerts';
import { faultsViewSchema, type FaultsView } from '../causes';
import { detectorListSchema, type DetectorList } from '../detectors';
import {
  healingOverviewSchema,
  healingTrialSchema,
  healingViewSchema,
  type HealingOverview,
  type HealingPause,
  type HealingReset,
  type HealingSwitch,
  type HealingTrial,
  type HealingTrialRequest,
  type HealingView,
} from '../healing';
import {
  incidentDetailSchema,
  incidentListSchema,
  type IncidentDetail,
  type IncidentList,
} from '../incidents';
import {
  muteListSchema,
  muteSchema,
  type Mute,
  type MuteList,
  type MuteRequest,
} from '../mutes';
import { noticesViewSchema, type NoticesView } from '../notices';
import { reliabilityViewSchema, type ReliabilityView } from '../reliability';
import type { IncidentCommand, IncidentFilter } from '../requests';
import {
  incidentRunbooksSchema,
  runbookListSchema,
  runbookSchema,
  type IncidentRunbooks,
  type Runbook,
  type RunbookList,
} from '../runbooks';
import type { FaultsApi, FaultsRequestOptions } from './FaultsApi';

/**
 * Asks over HTTP.
 *
 * @public
 */
export class FaultsClient implements FaultsApi {
  readonly #requests: PluginRequests;

  /** @param options - `fetchApi`: knows who is signed in, and what `plugin://` urls stand for */
  static create(options: { fetchApi: { fetch: typeof fetch } }): FaultsClient {
    return new FaultsClient(
      PluginRequests.create({ ...options, pluginId: 'groundcrew-faults' }),
    );
  }

  private constructor(requests: PluginRequests) {
    this.#requests = requests;
  }

  async getFaults(
    entityRef: string,
    options?: FaultsRequestOptions,
  ): Promise<FaultsView> {
    return faultsViewSchema.parse(
      await this.#requests.get(entityPath(entityRef), options),
    );
  }

  async getReliability(
    entityRef: string,
    query: { days?: number } = {},
    options?: FaultsRequestOptions,
  ): Promise<ReliabilityView> {
    return reliabilityViewSchema.parse(
      await this.#requests.get(`${entityPath(entityRef)}/reliability`, {
        ...options,
        query,
      }),
    );
  }

  async listIncidents(
    filter: IncidentFilter = {},
    options?: FaultsRequestOptions,
  ): Promise<IncidentList> {
    return incidentListSchema.parse(
      await this.#requests.get('/incidents', { ...options, query: filter }),
    );
  }

  async getIncident(
    id: number,
    options?: FaultsRequestOptions,
  ): Promise<IncidentDetail> {
    return incidentDetailSchema.parse(
      await this.#requests.get(`/incidents/${id}`, options),
    );
  }

  async commandIncident(
    id: number,
    command: IncidentCommand,
    options?: FaultsRequestOptions,
  ): Promise<IncidentDetail> {
    return incidentDetailSchema.parse(
      await this.#requests.post(`/incidents/${id}/commands`, command, options),
    );
  }

  async getPostMortem(
    id: number,
    options?: FaultsRequestOptions,
  ): Promise<string> {
    const response = await this.#requests.send(
      `/incidents/${id}/post-mortem`,
      {},
      options,
    );
    return await response.text();
  }

  async getIncidentRunbooks(
    id: number,
    options?: FaultsRequestOptions,
  ): Promise<IncidentRunbooks> {
    return incidentRunbooksSchema.parse(
      await this.#requests.get(`/incidents/${id}/runbooks`, options),
    );
  }

  async listRunbooks(options?: FaultsRequestOptions): Promise<RunbookList> {
    return runbookListSchema.parse(
      await this.#requests.get('/runbooks', options),
    );
  }

  async getRunbook(
    id: string,
    options?: FaultsRequestOptions,
  ): Promise<Runbook> {
    return runbookSchema.parse(
      await this.#requests.get(pathOf`/runbooks/${id}`, options),
    );
  }

  async listMutes(options?: FaultsRequestOptions): Promise<MuteList> {
    return muteListSchema.parse(await this.#requests.get('/mutes', options));
  }

  async createMute(
    request: MuteRequest,
    options?: FaultsRequestOptions,
  ): Promise<Mute> {
    return muteSchema.parse(
      await this.#requests.post('/mutes', request, options),
    );
  }

  async endMute(id: number, options?: FaultsRequestOptions): Promise<void> {
    await this.#requests.send(`/mutes/${id}`, { method: 'DELETE' }, options);
  }

  async listAlerts(options?: FaultsRequestOptions): Promise<AlertList> {
    return alertListSchema.parse(await this.#requests.get('/alerts', options));
  }

  async listDetectors(
    query: { days?: number } = {},
    options?: FaultsRequestOptions,
  ): Promise<DetectorList> {
    return detectorListSchema.parse(
      await this.#requests.get('/detectors', { ...options, query }),
    );
  }

  async getHealing(
    id: number,
    options?: FaultsRequestOptions,
  ): Promise<HealingView> {
    return healingViewSchema.parse(
      await this.#requests.get(`/incidents/${id}/healing`, options),
    );
  }

  async listHealing(options?: FaultsRequestOptions): Promise<HealingOverview> {
    return healingOverviewSchema.parse(
      await this.#requests.get('/healing', options),
    );
  }

  async getNotices(
    id: number,
    options?: FaultsRequestOptions,
  ): Promise<NoticesView> {
    return noticesViewSchema.parse(
      await this.#requests.get(`/incidents/${id}/notices`, options),
    );
  }

  async switchPolicy(
    policy: string,
    request: HealingSwitch,
    options?: FaultsRequestOptions,
  ): Promise<HealingOverview> {
    return healingOverviewSchema.parse(
      await this.#requests.post(
        pathOf`/healing/policies/${policy}/switch`,
        request,
        options,
      ),
    );
  }

  async pauseHealing(
    request: HealingPause,
    options?: FaultsRequestOptions,
  ): Promise<HealingOverview> {
    return healingOverviewSchema.parse(
      await this.#requests.post('/healing/pause', request, options),
    );
  }

  async tryPolicy(
    request: HealingTrialRequest,
    options?: FaultsRequestOptions,
  ): Promise<HealingTrial> {
    return healingTrialSchema.parse(
      await this.#requests.post('/healing/policies/dry-run', request, options),
    );
  }

  async resetLearning(
    request: HealingReset,
    options?: FaultsRequestOptions,
  ): Promise<HealingOverview> {
    return healingOverviewSchema.parse(
      await this.#requests.post('/healing/learning/reset', request, options),
    );
  }
}

function entityPath(entityRef: string): string {
  const { kind, name, namespace } = parseEntityRef(entityRef);
  return pathOf`/entities/${kind}/${namespace}/${name}`;
}
