import type {
  PreviewRequest,
  VerbAvailability,
} from '@groundcrew/plugin-operations-common';

/**
 * What the dialog is opened with.
 *
 * @public
 */
export interface OperationAsk {
  request: PreviewRequest;
  /** As on the button: `Restart`. */
  title: string;
  /** What is known of the verb. Left out, as for taking something back, its inputs stay as the request has them. */
  verb?: VerbAvailability;
  /** The id of the operation that this one takes back. */
  undoes?: string;
}
