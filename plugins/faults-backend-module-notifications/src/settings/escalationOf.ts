import {
  RESPONSE_TIMES_MS,
  type Severity,
} from '@groundcrew/plugin-faults-common';
import type { EscalationStep, Route } from './Route';

/**
 * Who is told next when nobody acknowledges an incident of a route: as the route says, or else those after the first ones, each time
 * when somebody should have answered; the first ones once more, where there are no others. What is P3 is not escalated by itself.
 */
export function escalationOf(
  { escalate, escalateTo, recipients }: Route,
  severity: Severity,
): readonly EscalationStep[] {
  if (escalate) {
    return escalate;
  }
  if (severity === 'P3') {
    return [];
  }
  const next = escalateTo.length > 0 ? escalateTo : [recipients];
  return next.map((each, index) => ({
    afterMs: RESPONSE_TIMES_MS[severity] * (index + 1),
    recipients: each,
  }));
}
