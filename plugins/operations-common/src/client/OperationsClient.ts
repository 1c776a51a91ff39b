import { pathOf, PluginRequests } from '@groundcrew/plugin-clusters-common';
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
  readonly #requests: PluginRequests;

  /** @param options - `fetchApi`: knows who is signed in, and what `plugin://` urls stand for */
  static create(options: {
    fetchApi: { fetch: typeof fetch };
  }): OperationsClient {
    return new OperationsClient(
      PluginRequests.create({ ...options, pluginId: 'groundcrew-operations' }),
    );
  }

  private constructor(requests: PluginRequests) {
    this.#requests = requests;
  }

  async listVerbs(
    query: VerbsQuery,
    options?: OperationsRequestOptions,
  ): Promise<VerbList> {
    return verbListSchema.parse(
      await this.#requests.get('/verbs', { ...options, query }),
    );
  }

  async preview(
    request: PreviewRequest,
    options?: OperationsRequestOptions,
  ): Promise<PreviewAnswer> {
    return previewAnswerSchema.parse(
      await this.#requests.post('/previews', request, options),
    );
  }

  async submit(
    request: SubmitRequest,
    options?: OperationsRequestOptions,
  ): Promise<OperationDetail> {
    return operationDetailSchema.parse(
      await this.#requests.post('/operations', request, options),
    );
  }

  async listOperations(
    filter: OperationFilter = {},
    options?: OperationsRequestOptions,
  ): Promise<OperationList> {
    return operationListSchema.parse(
      await this.#requests.get('/operations', { ...options, query: filter }),
    );
  }

  async getOperation(
    id: string,
    options?: OperationsRequestOptions,
  ): Promise<OperationDetail> {
    return operationDetailSchema.parse(
      await this.#requests.get(operationPath(id), options),
    );
  }

  async previewAgain(
    id: string,
    options?: OperationsRequestOptions,
  ): Promise<PreviewAnswer> {
    return previewAnswerSchema.parse(
      await this.#requests.get(`${operationPath(id)}/preview`, options),
    );
  }

  async command(
    id: string,
    request: CommandRequest,
    options?: OperationsRequestOptions,
  ): Promise<OperationDetail> {
    return operationDetailSchema.parse(
      await this.#requests.post(
        `${operationPath(id)}/commands`,
        request,
        options,
      ),
    );
  }

  async decide(
    id: string,
    request: DecisionRequest,
    options?: OperationsRequestOptions,
  ): Promise<OperationDetail> {
    return operationDetailSchema.parse(
      await this.#requests.post(
        `${operationPath(id)}/decisions`,
        request,
        options,
      ),
    );
  }

  async listAuditRows(
    id: string,
    options?: OperationsRequestOptions,
  ): Promise<AuditRow[]> {
    const answer = await this.#requests.get(
      `${operationPath(id)}/audit`,
      options,
    );
    return auditRowsSchema.parse(answer).rows;
  }

  async exportOperations(
    format: 'csv' | 'json',
    filter: OperationFilter = {},
    options?: OperationsRequestOptions,
  ): Promise<Blob> {
    const response = await this.#requests.send(
      '/operations-export',
      {},
      { ...options, query: { ...filter, format } },
    );
    return await response.blob();
  }

  async verifyAuditTrail(
    options?: OperationsRequestOptions,
  ): Promise<AuditVerification> {
    return auditVerificationSchema.parse(
      await this.#requests.post('/audit/verifications', {}, options),
    );
  }
}

function operationPath(id: string): string {
  return pathOf`/operations/${id}`;
}
