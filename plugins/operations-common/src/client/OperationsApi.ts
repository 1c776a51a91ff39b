import type { AuditRow, AuditVerification } from '../audit';
import type { OperationDetail, OperationList } from '../operations';
import type { PreviewRequest } from '../previewRequests';
import type { PreviewAnswer } from '../previews';
import type {
  CommandRequest,
  DecisionRequest,
  OperationFilter,
  SubmitRequest,
} from '../requests';
import type { VerbList, VerbsQuery } from '../verbs';

/**
 * What every call takes.
 *
 * @public
 */
export interface OperationsRequestOptions {
  /** Ends the request when it is aborted. */
  signal?: AbortSignal;
}

/**
 * Asks for changes, and for what became of them. Every call rejects with a `ResponseError` that says what to do.
 *
 * @public
 */
export interface OperationsApi {
  /** Every verb of a target, and whether the caller may use it. */
  listVerbs(
    query: VerbsQuery,
    options?: OperationsRequestOptions,
  ): Promise<VerbList>;
  /** What an operation would do if it ran now. Changes nothing. */
  preview(
    request: PreviewRequest,
    options?: OperationsRequestOptions,
  ): Promise<PreviewAnswer>;
  submit(
    request: SubmitRequest,
    options?: OperationsRequestOptions,
  ): Promise<OperationDetail>;
  listOperations(
    filter?: OperationFilter,
    options?: OperationsRequestOptions,
  ): Promise<OperationList>;
  getOperation(
    id: string,
    options?: OperationsRequestOptions,
  ): Promise<OperationDetail>;
  /** What an operation that was asked for before would do now. */
  previewAgain(
    id: string,
    options?: OperationsRequestOptions,
  ): Promise<PreviewAnswer>;
  command(
    id: string,
    request: CommandRequest,
    options?: OperationsRequestOptions,
  ): Promise<OperationDetail>;
  /** Approves or refuses an operation of somebody else. */
  decide(
    id: string,
    request: DecisionRequest,
    options?: OperationsRequestOptions,
  ): Promise<OperationDetail>;
  /** The rows of the audit trail that tell of one operation, the oldest first. */
  listAuditRows(
    id: string,
    options?: OperationsRequestOptions,
  ): Promise<AuditRow[]>;
  /** The operations that a filter lets through, as a file. */
  exportOperations(
    format: 'csv' | 'json',
    filter?: OperationFilter,
    options?: OperationsRequestOptions,
  ): Promise<Blob>;
  verifyAuditTrail(
    options?: OperationsRequestOptions,
  ): Promise<AuditVerification>;
}
