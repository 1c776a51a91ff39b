import type { LocalRef } from '@groundcrew/plugin-clusters-node';
import {
  ALERT_FIRING_FAULT,
  type Finding,
} from '@groundcrew/plugin-faults-common';
import type {
  ActiveMute,
  RespondedIncident,
} from '@groundcrew/plugin-faults-node';
import type { AssessedAlert } from '../alerts/assessAlert';

/**
 * Which alerts are of what is muted: those of the very object, and those that belong to an incident whose cause is muted. Pure.
 *
 * @param incidents - of the cluster of the mute, not resolved
 */
export function alertsOfMute(
  mute: ActiveMute,
  alerts: readonly AssessedAlert[],
  incidents: readonly Pick<RespondedIncident, 'explanation'>[],
): AssessedAlert[] {
  const objects = new Set(
    incidents
      .filter(({ explanation }) => isMuted(explanation.cause, mute))
      .flatMap(({ explanation: { cause, symptoms } }) => [
        cause,
        ...symptoms.map(({ finding }) => finding),
      ])
      .map(({ object }) => keyOf(object)),
  );
  return alerts.filter(
    ({ object, record: { cluster } }) =>
      object !== undefined &&
      cluster === mute.cluster &&
      (objects.has(keyOf(object)) ||
        // Who mutes an object by name does not want to hear of it; who mutes a fault everywhere speaks of that alone.
        ((mute.name !== undefined || mute.fault === ALERT_FIRING_FAULT) &&
          isIn(object, mute))),
  );
}

function isMuted({ fault, object }: Finding, mute: ActiveMute): boolean {
  return (
    fault === mute.fault &&
    object.cluster === mute.cluster &&
    isIn(object, mute)
  );
}

function isIn(object: LocalRef, mute: ActiveMute): boolean {
  const matches = (wanted: string | undefined, is: string | undefined) =>
    wanted === undefined || wanted === is;
  return (
    matches(mute.namespace, object.namespace) &&
    matches(mute.kind, object.kind) &&
    matches(mute.name, object.name)
  );
}

function keyOf({ kind, name, namespace = '' }: LocalRef): string {
  return `${kind} ${namespace} ${name}`;
}
