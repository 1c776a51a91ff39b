import { parseEntityRef } from '@backstage/catalog-model';
import { ResponseError } from '@backstage/errors';
import { faultsViewSchema, type FaultsView } from '../causes';
import { detectorListSchema, type DetectorList } from '../detectors';
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
import { reliabilityViewSchema, type ReliabilityView } from '../reliability';
import type { IncidentCommand, IncidentFilter } from '../requests';
import type { FaultsApi, FaultsRequestOptions } from './FaultsApi';

/**
 * Asks over HTTP.
 *
 * @public
 */
export class FaultsClient implements FaultsApi {
  readonly #fetch: typeof fetch;

  /** @param options - `fetchApi`: knows who is signed in, and what `plugin://` urls stand for */
  static create(options: { fetchApi: { fetch: typeof fetch } }): FaultsClient {
    return new FaultsClient(options.fetchApi.fetch);
  }

  private constructor(fetcher: typeof fetch) {
    this.#fetch = fetcher;
  }

  async getFaults(
    entityRef: string,
    options?: FaultsRequestOptions,
  ): Promise<FaultsView> {
    return faultsViewSchema.parse(
      await this.#get(entityPath(entityRef), options),
    );
  }

  async getReliability(
    entityRef: string,
    query: { days?: number } = {},
    options?: FaultsRequestOptions,
  ): Promise<ReliabilityView> {
    const path = `${entityPath(entityRef)}/reliability${search(query)}`;
    return reliabilityViewSchema.parse(await this.#get(path, options));
  }

  async listIncidents(
    filter: IncidentFilter = {},
    options?: FaultsRequestOptions,
  ): Promise<IncidentList> {
    return incidentListSchema.parse(
      await this.#get(`/incidents${search(filter)}`, options),
    );
  }

  async getIncident(
    id: number,
    options?: FaultsRequestOptions,
  ): Promise<IncidentDetail> {
    return incidentDetailSchema.parse(
      await this.#get(`/incidents/${id}`, options),
    );
  }

  async commandIncident(
    id: number,
    command: IncidentCommand,
    options?: FaultsRequestOptions,
  ): Promise<IncidentDetail> {
    return incidentDetailSchema.parse(
      await this.#post(`/incidents/${id}/commands`, command, options),
    );
  }

  async getPostMortem(
    id: number,
    options?: FaultsRequestOptions,
  ): Promise<string> {
    const response = await this.#request(`/incidents/${id}/post-mortem`, {
      signal: options?.signal,
    });
    return await response.text();
  }

  async listMutes(options?: FaultsRequestOptions): Promise<MuteList> {
    return muteListSchema.parse(await this.#get('/mutes', options));
  }

  async createMute(
    request: MuteRequest,
    options?: FaultsRequestOptions,
  ): Promise<Mute> {
    return muteSchema.parse(await this.#post('/mutes', request, options));
  }

  async endMute(id: number, options?: FaultsRequestOptions): Promise<void> {
    await this.#request(`/mutes/${id}`, {
      method: 'DELETE',
      signal: options?.signal,
    });
  }

  async listDetectors(
    query: { days?: number } = {},
    options?: FaultsRequestOptions,
  ): Promise<DetectorList> {
    return detectorListSchema.parse(
      await this.#get(`/detectors${search(query)}`, options),
    );
  }

  async #get(path: string, options?: FaultsRequestOptions): Promise<unknown> {
    // Whatever the caching headers say, the backend is asked: what is wrong is never old news.
    const response = await this.#request(path, {
      cache: 'no-cache',
      signal: options?.signal,
    });
    return response.json();
  }

  async #post(
    path: string,
    body: unknown,
    options?: FaultsRequestOptions,
  ): Promise<unknown> {
    const response = await this.#request(path, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
      signal: options?.signal,
    });
    return response.json();
  }

  async #request(path: string, init: RequestInit): Promise<Response> {
    const response = await this.#fetch(
      `plugin://groundcrew-faults/v1${path}`,
      init,
    );
    if (!response.ok) {
      throw await ResponseError.fromResponse(response);
    }
    return response;
  }
}

function entityPath(entityRef: string): string {
  const { kind, name, namespace } = parseEntityRef(entityRef);
  return `/entities/${[kind, namespace, name]
    .map(encodeURIComponent)
    .join('/')}`;
}

function search(query: object): string {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    for (const one of Array.isArray(value) ? value : [value]) {
      if (one !== undefined) {
        parameters.append(name, String(one));
      }
    }
  }
  return parameters.size > 0 ? `?${parameters}` : '';
}
