import type { Impact } from '@groundcrew/plugin-operations-common';
import type { Management } from './managementOf';

/**
 * What becomes of a field that is changed here and that somebody else sets now and then: of what
 * {@link ownedElsewhere} lets pass.
 */
export function managerImpacts({ owner }: Management, what: string): Impact[] {
  switch (owner?.type) {
    case 'helm':
      return [
        warning(
          `Helm's release ${owner.name} sets ${what} too: the next upgrade of it takes this back, unless its values say the same by then.`,
        ),
      ];
    case 'other':
      return [
        warning(
          `${owner.name} manages it, and may set ${what} back the next time that it runs.`,
        ),
      ];
    default:
      return [];
  }
}

/** What those who own a workload do with a restart of it. */
export function restartImpacts({ owner, application }: Management): Impact[] {
  switch (owner?.type) {
    case 'argocd':
      // Argo CD compares live, Git and what was applied last: a field that is only in the live object is no difference.
      // https://argo-cd.readthedocs.io/en/stable/user-guide/diff-strategies/
      return [
        application?.replaces
          ? warning(
              `Argo CD's Application ${owner.name} syncs by replacing (Replace=true): its next sync takes the restart's annotation away, which replaces all pods once more.`,
            )
          : note(
              `Argo CD's Application ${owner.name} stays in sync${
                application?.selfHeals ? ' and does not heal this' : ''
              }: a restart writes one annotation that is not in Git, as Argo CD's own restart does, and what is not in Git is no difference. Only if Git itself sets kubectl.kubernetes.io/restartedAt would it be set back.`,
            ),
      ];
    case 'flux':
      // Flux applies on the server side, and removes fields of kubectl alone, not those of other field managers.
      return [
        note(
          `Flux (${owner.name}) leaves it: a restart writes one annotation that is not in Git, under a field manager of its own.`,
        ),
      ];
    case 'operator':
      return [
        warning(
          `${owner.name} made it, and may take the restart's annotation away; the operation fails then, and says so.`,
        ),
      ];
    default:
      return [];
  }
}

function warning(message: string): Impact {
  return { severity: 'warning', code: 'reverted-by-manager', message };
}

function note(message: string): Impact {
  return { severity: 'note', code: 'managed-by', message };
}
