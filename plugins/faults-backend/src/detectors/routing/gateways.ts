import type {
  CustomObject,
  LocalRef,
  ObjectStore,
} from '@groundcrew/plugin-clusters-node';
import {
  createDetector,
  type FindingDraft,
} from '@groundcrew/plugin-faults-node';
import { asList } from '../../kubernetes/asList';
import { asText } from '../../kubernetes/asText';
import { conditionOf, type Condition } from '../../kubernetes/conditions';
import { seenIn } from '../../kubernetes/evidence';
import { MINUTE, timeOf } from '../../kubernetes/times';
import { refOf } from '../../topology';

/** A load balancer, or pods that serve a Gateway, have to come up first. */
const PROGRAMMING_MS = 5 * MINUTE;

/** A Gateway that its controller does not serve, or that no controller looks at. */
export const gateways = createDetector({
  id: 'gateways',
  title: 'Gateways that are not served',
  faults: [
    {
      id: 'gateway-not-accepted',
      category: 'routing',
      title: 'The Gateway is not accepted',
    },
    {
      id: 'gateway-not-programmed',
      category: 'routing',
      title: 'The Gateway does not serve yet, for long',
    },
    {
      id: 'gateway-listener-invalid',
      category: 'routing',
      title: 'A listener of the Gateway cannot serve',
    },
  ],
  subjects: ['Gateway'],

  *detect(gateway, { lookAgainAt, now, store }) {
    const { creationTimestamp, name } = gateway.metadata ?? {};
    const accepted = conditionOf(gateway, 'Accepted');
    const programmed = conditionOf(gateway, 'Programmed');
    if (accepted?.status === 'False') {
      yield finding(gateway, store, accepted, {
        fault: 'gateway-not-accepted',
        message: `Gateway '${name}' is not accepted: ${asText(
          accepted.reason,
        )}.`,
        confidence: 0.85,
      });
      return;
    }
    if (programmed?.status !== 'True') {
      const since =
        timeOf(programmed?.lastTransitionTime) ?? timeOf(creationTimestamp);
      const lateAt = (since ?? now) + PROGRAMMING_MS;
      if (now < lateAt) {
        lookAgainAt(lateAt);
        return;
      }
      // `Unknown` is what the API server fills in: nobody has looked at it.
      const isLookedAt = programmed?.status === 'False';
      yield finding(gateway, store, programmed, {
        fault: 'gateway-not-programmed',
        message: isLookedAt
          ? `Gateway '${name}' does not serve: ${asText(programmed.reason)}.`
          : `No controller looks after Gateway '${name}' of class '${asText(
              gateway.spec?.gatewayClassName,
            )}'.`,
        confidence: 0.75,
      });
      return;
    }
    yield* listenersOf(gateway, store);
  },
});

function* listenersOf(
  gateway: CustomObject,
  store: ObjectStore,
): Iterable<FindingDraft> {
  const listeners = asList(
    gateway.status?.listeners as { name?: unknown; conditions?: unknown }[],
  );
  for (const listener of listeners) {
    for (const type of ['Accepted', 'ResolvedRefs', 'Programmed']) {
      const condition = conditionOf({ status: listener }, type);
      if (condition?.status === 'False') {
        yield finding(gateway, store, condition, {
          fault: 'gateway-listener-invalid',
          message: `Listener '${asText(listener.name)}' of Gateway '${
            gateway.metadata?.name
          }' cannot serve: ${asText(condition.reason)}.`,
          confidence: 0.75,
        });
        break;
      }
    }
  }
}

function finding(
  gateway: CustomObject,
  store: ObjectStore,
  condition: Condition | undefined,
  draft: Pick<FindingDraft, 'confidence' | 'fault' | 'message'>,
): FindingDraft {
  return {
    ...draft,
    object: refOf(gateway),
    evidence: condition
      ? [
          seenIn(
            gateway,
            `status.conditions[${condition.type}]`,
            `${asText(condition.reason)}: ${asText(condition.message)}`,
          ),
        ]
      : [seenIn(gateway, 'status', 'It has no conditions.')],
    explains: routesOf(gateway, store),
  };
}

/** Those in its own namespace; others may be, and are rarely, taken from elsewhere. */
function routesOf(gateway: CustomObject, store: ObjectStore): LocalRef[] {
  const { name, namespace } = gateway.metadata ?? {};
  return store
    .list('HTTPRoute', { namespace })
    .filter(({ spec }) =>
      asList(
        spec?.parentRefs as { name?: unknown; namespace?: unknown }[],
      ).some(
        parent =>
          parent.name === name &&
          (asText(parent.namespace) || namespace) === namespace,
      ),
    )
    .map(refOf);
}
