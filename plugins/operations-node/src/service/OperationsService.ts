import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import type {
  CommandRequest,
  OperationDetail,
  OperationFilter,
  OperationList,
  PreviewAnswer,
  PreviewRequest,
  SubmitRequest,
  VerbList,
  VerbsQuery,
} from '@groundcrew/plugin-operations-common';

/**
 * On whose behalf a call is made.
 *
 * @public
 */
export interface OperationsServiceOptions {
  /**
   * Those of the person who asks; or the plugin's own, for an automation: then config has to grant it the operation.
   */
  credentials: BackstageCredentials;
}

/**
 * Asks for operations, from another plugin.
 *
 * @public
 */
export interface OperationsService {
  listVerbs(
    query: VerbsQuery,
    options: OperationsServiceOptions,
  ): Promise<VerbList>;
  preview(
    request: PreviewRequest,
    options: OperationsServiceOptions,
  ): Promise<PreviewAnswer>;
  submit(
    request: SubmitRequest,
    options: OperationsServiceOptions,
  ): Promise<OperationDetail>;
  getOperation(
    id: string,
    options: OperationsServiceOptions,
  ): Promise<OperationDetail>;
  listOperations(
    filter: OperationFilter,
    options: OperationsServiceOptions,
  ): Promise<OperationList>;
  command(
    id: string,
    request: CommandRequest,
    options: OperationsServiceOptions,
  ): Promise<OperationDetail>;
}
