import { byHand, inShort, type Remedies, type RemedyContext } from './Remedy';

const theObject = ({ finding }: RemedyContext) => inShort(finding.object);

/** What may be done about what Argo CD and Argo Rollouts bring. */
export const deliveryRemedies: Remedies = {
  'application-sync-failed': byHand(
    context =>
      `Mend in Git what the cluster refuses of ${theObject(
        context,
      )}, or sync to the revision before`,
    () => 'What runs is not what Git says, and will not be by waiting.',
  ),
  'application-invalid': byHand(
    context =>
      `Mend the source of ${theObject(
        context,
      )}: its repository, path, revision, chart or values`,
    () => 'Argo CD applies nothing while it cannot work out what to apply.',
  ),
  'application-resource-degraded': byHand(
    context => `Look at the resource that ${theObject(context)} names`,
    () => 'Its own controller says what is wrong with it.',
    'nothing',
  ),
  'application-resource-missing': byHand(
    context =>
      `Sync ${theObject(context)}, or take out of Git what is not wanted`,
    () => 'What Git wants has not been applied, or was deleted since.',
  ),
  'argo-rollout-invalid': byHand(
    context => `Mend the specification of ${theObject(context)}`,
    () => 'Argo Rollouts does nothing for it as it is.',
  ),
  'argo-rollout-aborted': byHand(
    context =>
      `Mend the new version of ${theObject(
        context,
      )}, or take it back to the one that serves`,
    () => 'The version before serves; the new one was found to be worse.',
  ),
  'argo-rollout-degraded': byHand(
    context =>
      `Find out why the new pods of ${theObject(
        context,
      )} do not become ready, or abort the roll-out`,
    () => 'It goes on by itself as soon as they are.',
  ),
  'argo-rollout-paused': byHand(
    context => `Promote ${theObject(context)}, or abort it`,
    () => 'It waits for a person, and two versions serve meanwhile.',
  ),
};
