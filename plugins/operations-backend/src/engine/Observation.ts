import type {
  Preview,
  RuleVerdict,
} from '@groundcrew/plugin-operations-common';
import type { StepRecord } from './OperationRecord';

/** What the executor, or a person, has to say of an operation. `now` is by the database's clock. */
export type Observation = { now: number } & (
  | {
      type: 'checked';
      verdict: 'go';
      verdicts: RuleVerdict[];
      /** The plan, with nothing done yet. */
      steps: StepRecord[];
    }
  | {
      type: 'checked';
      verdict: 'wait';
      message: string;
      until?: number;
      verdicts: RuleVerdict[];
    }
  | {
      type: 'checked';
      verdict: 'refuse';
      message: string;
      verdicts: RuleVerdict[];
    }
  | { type: 'preview-changed'; preview: Preview }
  | {
      type: 'decided';
      by: string;
      decision: 'approved' | 'refused';
      comment?: string;
      /** What the approver saw: as it was asked for, or as it would be done now. */
      preview: Preview;
      grantedUntil: number;
    }
  | { type: 'confirmed'; by: string; preview: Preview; grantedUntil: number }
  | { type: 'cancel'; by: string }
  | { type: 'commanded'; by: string; command: string }
  | { type: 'stopped' }
  | { type: 'step-began'; step: string }
  | { type: 'step-done'; step: string; message?: string; result?: unknown }
  | { type: 'step-waits'; step: string; message: string; until: number }
  | {
      type: 'step-failed';
      step: string;
      message: string;
      /** Whether another attempt may go better. */
      retriable: boolean;
      retryAt: number;
    }
  | {
      type: 'verified';
      outcome: 'healthy' | 'not-yet' | 'failed';
      message: string;
      lookAgainAt: number;
    }
  | { type: 'undo-began'; step: string }
  | { type: 'undone'; step: string; message?: string }
  | {
      type: 'undo-failed';
      step: string;
      message: string;
      retriable: boolean;
      retryAt: number;
    }
  /** Another operation took it back, after it had succeeded. */
  | { type: 'taken-back'; by: string }
  | { type: 'definition-unknown'; message: string }
  /** Nothing happened but time. */
  | { type: 'time' }
);
