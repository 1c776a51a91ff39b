import type {
  AuthService,
  BackstageCredentials,
  DiscoveryService,
} from '@backstage/backend-plugin-api';
import {
  OperationsClient,
  type CommandRequest,
  type OperationDetail,
  type OperationFilter,
  type OperationList,
  type PreviewAnswer,
  type PreviewRequest,
  type SubmitRequest,
  type VerbList,
  type VerbsQuery,
} from '@groundcrew/plugin-operations-common';
import type {
  OperationsService,
  OperationsServiceOptions,
} from './OperationsService';

const PLUGIN_ID = 'groundcrew-operations';

/** Asks the operations backend over HTTP, with a token on behalf of whoever asks. */
export class HttpOperationsService implements OperationsService {
  readonly #auth: AuthService;
  readonly #discovery: DiscoveryService;

  static create(options: {
    auth: AuthService;
    discovery: DiscoveryService;
  }): HttpOperationsService {
    return new HttpOperationsService(options.auth, options.discovery);
  }

  private constructor(auth: AuthService, discovery: DiscoveryService) {
    this.#auth = auth;
    this.#discovery = discovery;
  }

  async listVerbs(
    query: VerbsQuery,
    { credentials }: OperationsServiceOptions,
  ): Promise<VerbList> {
    return await this.#as(credentials).listVerbs(query);
  }

  async preview(
    request: PreviewRequest,
    { credentials }: OperationsServiceOptions,
  ): Promise<PreviewAnswer> {
    return await this.#as(credentials).preview(request);
  }

  async submit(
    request: SubmitRequest,
    { credentials }: OperationsServiceOptions,
  ): Promise<OperationDetail> {
    return await this.#as(credentials).submit(request);
  }

  async getOperation(
    id: string,
    { credentials }: OperationsServiceOptions,
  ): Promise<OperationDetail> {
    return await this.#as(credentials).getOperation(id);
  }

  async listOperations(
    filter: OperationFilter,
    { credentials }: OperationsServiceOptions,
  ): Promise<OperationList> {
    return await this.#as(credentials).listOperations(filter);
  }

  async command(
    id: string,
    request: CommandRequest,
    { credentials }: OperationsServiceOptions,
  ): Promise<OperationDetail> {
    return await this.#as(credentials).command(id, request);
  }

  #as(credentials: BackstageCredentials): OperationsClient {
    return OperationsClient.create({
      fetchApi: {
        fetch: async (url, init) => {
          const { token } = await this.#auth.getPluginRequestToken({
            onBehalfOf: credentials,
            targetPluginId: PLUGIN_ID,
          });
          const base = await this.#discovery.getBaseUrl(PLUGIN_ID);
          const headers = new Headers(init?.headers);
          headers.set('authorization', `Bearer ${token}`);
          return await fetch(
            String(url).replace(`plugin://${PLUGIN_ID}`, base),
            { ...init, headers },
          );
        },
      },
    });
  }
}
