import { ResponseError } from '@backstage/errors';
import { FetchApi } from '@backstage/frontend-plugin-api';
import { SandboxApi } from './SandboxApi';
import {
  FaultRequest,
  kubeconfigPathSchema,
  SandboxState,
  sandboxStateSchema,
} from './types';

/** {@link SandboxApi} over HTTP. Fails with a ResponseError. */
export class SandboxClient implements SandboxApi {
  readonly #fetchApi: FetchApi;

  constructor(options: { fetchApi: FetchApi }) {
    this.#fetchApi = options.fetchApi;
  }

  async state(): Promise<SandboxState> {
    const response = await this.#request('/v1/faults');
    return sandboxStateSchema.parse(await response.json());
  }

  async kubeconfigPath(): Promise<string> {
    const response = await this.#request('/v1/kubeconfig-path');
    return kubeconfigPathSchema.parse(await response.json()).path;
  }

  async apply(request: FaultRequest): Promise<void> {
    await this.#request('/v1/faults', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(request),
    });
  }

  async revert(activeFaultId: string): Promise<void> {
    await this.#request(`/v1/faults/${encodeURIComponent(activeFaultId)}`, {
      method: 'DELETE',
    });
  }

  async #request(path: string, init?: RequestInit): Promise<Response> {
    const response = await this.#fetchApi.fetch(
      `plugin://groundcrew-sandbox${path}`,
      init,
    );
    if (!response.ok) {
      throw await ResponseError.fromResponse(response);
    }
    return response;
  }
}
