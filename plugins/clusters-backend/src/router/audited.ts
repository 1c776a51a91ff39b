import type {
  AuditorService,
  AuditorServiceEventSeverityLevel,
} from '@backstage/backend-plugin-api';
import { toError } from '@backstage/errors';
import type { JsonObject } from '@backstage/types';
import type { Request } from 'express';

/** What an audited call is called, and what is recorded with it. `meta` must not hold a secret. */
export interface AuditedOptions {
  auditor: AuditorService;
  request: Request;
  eventId: string;
  severityLevel: AuditorServiceEventSeverityLevel;
  meta: JsonObject;
}

/** Runs a call between the record that it was asked for and the record of how it ended. */
export async function audited<T>(
  options: AuditedOptions,
  call: () => Promise<T>,
): Promise<T> {
  const { auditor, ...event } = options;
  const record = await auditor.createEvent(event);
  try {
    const result = await call();
    await record.success();
    return result;
  } catch (error) {
    await record.fail({ error: toError(error) });
    throw error;
  }
}
