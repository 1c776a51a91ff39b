import { ScriptedApi } from '@groundcrew/plugin-clusters-react/testUtils';
import type { OperationsApi } from '@groundcrew/plugin-operations-common';

/**
 * Operations that a test answers for. It remembers what was asked, and refuses what has no answer.
 *
 * @public
 */
export class ScriptedOperations
  extends ScriptedApi<OperationsApi>
  implements OperationsApi
{
  static create(script: Partial<OperationsApi>): ScriptedOperations {
    return new ScriptedOperations(script);
  }

  private constructor(script: Partial<OperationsApi>) {
    super(script);
  }

  readonly listVerbs = this.answer('listVerbs', 1);
  readonly preview = this.answer('preview', 1);
  readonly submit = this.answer('submit', 1);
  readonly listOperations = this.answer('listOperations', 1);
  readonly getOperation = this.answer('getOperation', 1);
  readonly previewAgain = this.answer('previewAgain', 1);
  readonly command = this.answer('command', 2);
  readonly decide = this.answer('decide', 2);
  readonly listAuditRows = this.answer('listAuditRows', 1);
  readonly exportOperations = this.answer('exportOperations', 2);
  readonly verifyAuditTrail = this.answer('verifyAuditTrail', 0);
}
