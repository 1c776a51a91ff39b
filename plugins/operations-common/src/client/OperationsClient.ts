import { ResponseError } from '@backstage/errors';
import { z } from 'zod/v3';
import {
  auditRowSchema,
  auditVerificationSchema,
  type AuditRow,
  type AuditVerification,
} from '../audit';
import {
  operationDetailSchema,
  operationListSchema,
  type OperationDetail,
  type OperationList,
} from '../operations';
import type { PreviewRequest } from '../previewRequests';
import { previewAnswerSchema, type PreviewAnswer } from '../previews';
import type {
  CommandRequest,
  DecisionRequest,
  OperationFilter,
  SubmitRequest,
} from '../requests';
import { verbListSchema, type VerbList, type VerbsQuery } from '../verbs';
import type { OperationsApi, OperationsRequestOptions } from './OperationsApi';

const auditRowsSchema = z.object({ rows: z.array(auditRowSchema) });

/**
 * Asks over HTTP.
 *
 * @public
 */
export class OperationsClient implements OperationsApi {
  readonly #fetch: typeof fetch;

  /** @param options - `fetchApi`: knows who is signed in, and what `plugin://` urls stand for */
  static create(options: {
    fetchApi: { fetch: typeof fetch };
  }): OperationsClient {
    return new OperationsClient(options.fetchApi.fetch);
  }

  private constructor(fetcher: typeof fetch) {
    this.#fetch = fetcher;
  }

  async listVerbs(
    query: VerbsQuery,
    options?: OperationsRequestOptions,
  ): Promise<VerbList> {
    return verbListSchema.parse(
      await this.#get(`/verbs${search(query)}`, options),
    );
  }

  async preview(
    request: PreviewRequest,
    options?: OperationsRequestOptions,
  ): Promise<PreviewAnswer> {
    return previewAnswerSchema.parse(
      await this.#post('/previews', request, options),
    );
  }

  async submit(
    request: SubmitRequest,
    options?: OperationsRequestOptions,
  ): Promise<OperationDetail> {
    return operationDetailSchema.parse(
      await this.#post('/operations', request, options),
    );
  }

  async listOperations(
    filter: OperationFilter = {},
    options?: OperationsRequestOptions,
  ): Promise<OperationList> {
    return operationListSchema.parse(
      await this.#get(`/operations${search(filter)}`, options),
    );
  }

  async getOperation(
    id: string,
    options?: OperationsRequestOptions,
  ): Promise<OperationDetail> {
    return operationDetailSchema.parse(
      await this.#get(operationPath(id), options),
    );
  }

  async previewAgain(
    id: string,
    options?: OperationsRequestOptions,
  ): Promise<PreviewAnswer> {
    return previewAnswerSchema.parse(
      await this.#get(`${operationPath(id)}/preview`, options),
    );
  }

  async command(
    id: string,
    request: CommandRequest,
    options?: OperationsRequestOptions,
  ): Promise<OperationDetail> {
    return operationDetailSchema.parse(
      await this.#post(`${operationPath(id)}/commands`, request, options),
    );
  }

  async decide(
    id: string,
    request: DecisionRequest,
    options?: OperationsRequestOptions,
  ): Promise<OperationDetail> {
    return operationDetailSchema.parse(
      await this.#post(`${operationPath(id)}/decisions`, request, options),
    );
  }

  async listAuditRows(
    id: string,
    options?: OperationsRequestOptions,
  ): Promise<AuditRow[]> {
    const answer = await this.#get(`${operationPath(id)}/audit`, options);
    return auditRowsSchema.parse(answer).rows;
  }

  async exportOperations(
    format: 'csv' | 'json',
    filter: OperationFilter = {},
    options?: OperationsRequestOptions,
  ): Promise<Blob> {
    const response = await this.#request(
      `/operations-export${search({ ...filter, format })}`,
      { signal: options?.signal },
    );
    return await response.blob();
  }

  async verifyAuditTrail(
    options?: OperationsRequestOptions,
  ): Promise<AuditVerification> {
    return auditVerificationSchema.parse(
      await this.#post('/audit/verifications', {}, options),
    );
  }

  async #get(
    path: string,
    options?: OperationsRequestOptions,
  ): Promise<unknown> {
    // Whatever the caching headers say, the backend is asked: what happens to an operation is never old news.
    const response = await this.#request(path, {
      cache: 'no-cache',
      signal: options?.signal,
    });
    return response.json();
  }

  async #post(
    path: string,
    body: unknown,
    options?: OperationsRequestOptions,
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
      `plugin://groundcrew-operations/v1${path}`,
      init,
    );
    if (!response.ok) {
      throw await ResponseError.fromResponse(response);
    }
    return response;
  }
}

function operationPath(id: string): string {
  return `/operations/${encodeURIComponent(id)}`;
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
