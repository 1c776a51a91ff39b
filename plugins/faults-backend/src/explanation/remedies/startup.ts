import { rollBack, rollBackBadRelease } from './rollBack';
import {
  all,
  byHand,
  evidenceOf,
  inShort,
  quotedIn,
  whereIs,
  type Remedies,
  type Remedy,
  type RemedyContext,
} from './Remedy';

const workload = ({ finding }: RemedyContext) => inShort(finding.object);
const CONFIGURATION = /^(?:env|volume) /;

const missing = (kind: 'ConfigMap' | 'Secret'): Remedy =>
  all(
    byHand(
      context => {
        const ref = evidenceOf(context, kind);
        const name = ref?.name ?? quotedIn(context);
        return `Create ${kind} ${name}${whereIs(
          ref ?? context.finding.object,
        )}, or drop the reference to it`;
      },
      context =>
        `The containers of ${workload(context)} do not start without it.`,
    ),
    rollBack(CONFIGURATION),
  );

/** What may be done about containers that do not start. */
export const startupRemedies: Remedies = {
  'config-map-missing': missing('ConfigMap'),
  'secret-missing': missing('Secret'),
  'config-key-missing': all(
    byHand(
      context => {
        const ref =
          evidenceOf(context, 'ConfigMap') ?? evidenceOf(context, 'Secret');
        // The key is what the sentence ends with, or begins with where nobody knows in which object it should be.
        const key = ref ? quotedIn(context, 1) : quotedIn(context);
        return `Add the key ${key} to ${
          ref
            ? `${inShort(ref)}${whereIs(ref)}`
            : 'the ConfigMap or Secret that should hold it'
        }, or drop the reference to it`;
      },
      context =>
        `The containers of ${workload(context)} do not start without it.`,
    ),
    rollBack(CONFIGURATION),
  ),
  'container-command-invalid': all(
    rollBack(/^(?:command|image) /),
    byHand(
      context =>
        `Correct the command of container ${quotedIn(
          context,
        )} in the template of ${workload(context)}`,
      () => 'The image has no such program, or it cannot be executed.',
    ),
  ),
  'container-start-failed': all(
    rollBackBadRelease(),
    byHand(
      context =>
        `Mend what the container runtime complains of when it starts container ${quotedIn(
          context,
        )}`,
      () => 'Its words are in the evidence.',
    ),
  ),
  'lifecycle-hook-failed': all(
    rollBack(/\/lifecycle$|^image /),
    byHand(
      context =>
        `Correct the postStart hook of container ${quotedIn(
          context,
        )} in the template of ${workload(context)}`,
      () => 'A container whose hook fails is ended and started again.',
    ),
  ),
  'volume-permission-denied': all(
    rollBack(/securityContext$|^volume /),
    byHand(
      context =>
        `Let ${workload(
          context,
        )} use the files of its volume: \`fsGroup\` or \`runAsUser\` of its security context`,
      () => 'The user that it runs as may not.',
    ),
  ),
  'file-system-read-only': all(
    rollBack(/securityContext$|volumeMounts$|^volume /),
    byHand(
      context =>
        `Mount a volume where ${workload(
          context,
        )} writes, or let it write (\`readOnlyRootFilesystem\`, \`readOnly\`)`,
      () => 'It ends because it cannot.',
    ),
  ),
  'port-in-use': all(
    rollBack(/^(?:container-ports|env|command) |hostNetwork$/),
    byHand(
      context =>
        `Let ${workload(
          context,
        )} listen on another port, or end what listens there`,
      () =>
        'Two containers of a pod, or pods in the network of a node, cannot have the same port.',
    ),
  ),
  'credentials-rejected': all(
    byHand(
      context =>
        `Put the credentials that ${workload(
          context,
        )} signs in with in order, in its Secret or where they are checked`,
      () => 'What it calls rejects them, in the words of its log.',
    ),
    rollBack(CONFIGURATION),
  ),
};
