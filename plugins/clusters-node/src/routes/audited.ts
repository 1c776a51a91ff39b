import type {
  AuditorService,
  AuditorServiceCreateEventOptions,
} from '@backstage/backend-plugin-api';
import { toError } from '@backstage/errors';
import type { JsonObject } from '@backstage/types';

/**
 * What an audited call is called, and what is recorded with it. `meta` must not hold a secret.
 *
 * @public
 */
export interface AuditedOptions extends AuditorServiceCreateEventOptions {
  auditor: AuditorService;
}

/**
 * Runs a call between the record that it was asked for and the record of how it ended.
 *
 * @param noted - what is recorded of what came of it
 *
 * @public
 */
export async function audited<T>(
  options: AuditedOptions,
  call: () => Promise<T>,
  noted?: (result: T) => JsonObject,
): Promise<T> {
  const { auditor, ...event } = options;
  const record = await auditor.createEvent(event);
  try {
    const result = await call();
    await record.success(noted && { meta: noted(result) });
    return result;
  } catch (error) {
    await record.fail({ error: toError(error) });
    throw error;
  }
}
