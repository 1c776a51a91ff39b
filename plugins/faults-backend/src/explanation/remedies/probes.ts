import type { ProbeKind } from '../../kubernetes/probes';
import {
  quarantineBadReplica,
  replaceBadReplica,
  restartOnce,
} from './replicas';
import { rollBack, rollBackBadRelease } from './rollBack';
import {
  all,
  byHand,
  quotedIn,
  type Remedies,
  type Remedy,
  type RemedyContext,
} from './Remedy';

const PROBE_TITLES: Readonly<
  Record<string, (probe: string, context: RemedyContext) => string>
> = {
  port: (probe, context) =>
    `Let the ${probe} of container ${quotedIn(
      context,
    )} ask at a port on which it listens`,
  protocol: (probe, context) =>
    `Let the ${probe} of container ${quotedIn(
      context,
    )} speak the protocol that it serves`,
  path: (probe, context) =>
    `Let the ${probe} of container ${quotedIn(
      context,
    )} ask for a path that it answers`,
  timing: (probe, context) =>
    `Give container ${quotedIn(
      context,
    )} more time in its ${probe}: \`timeoutSeconds\`, \`failureThreshold\`, or a startup probe before it`,
  failing: (probe, context) =>
    `Find out why container ${quotedIn(
      context,
    )} does not answer its ${probe}, beginning with its log`,
};

const PROBE_HARM: Readonly<Record<ProbeKind, string>> = {
  startup: 'The kubelet ends the container each time before it has started.',
  liveness: 'The kubelet ends the container again and again.',
  readiness: 'The pods get no requests for as long as it fails.',
};

/** What may be done about probes that do harm. */
export const probeRemedies: Remedies = Object.fromEntries(
  Object.entries(PROBE_HARM).flatMap(([kind, harm]) =>
    Object.entries(PROBE_TITLES).map(([wrong, title]): [string, Remedy] => [
      `${kind}-probe-${wrong}`,
      all(
        wrong === 'failing'
          ? all(
              rollBackBadRelease(),
              replaceBadReplica,
              quarantineBadReplica,
              restartOnce,
            )
          : rollBack(new RegExp(`/${kind}Probe$|^(?:image|container-ports) `)),
        byHand(
          context => title(`${kind} probe`, context),
          () => harm,
        ),
      ),
    ]),
  ),
);
