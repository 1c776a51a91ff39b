import type { Management } from './managementOf';

/**
 * Why a field should not be changed in the cluster, and where to change it instead: somebody else owns it, and would take
 * the change back. Undefined when the change stays.
 *
 * @param what - the field, as people call it: `the image`
 */
export function ownedElsewhere(
  { owner, application }: Management,
  what: string,
): string | undefined {
  switch (owner?.type) {
    case 'argocd': {
      const where = application?.source
        ? `in ${application.source}`
        : 'in its Git repository';
      const fate = application?.selfHeals
        ? 'its self-heal would take a change in the cluster back at once'
        : 'its next sync would take a change in the cluster back';
      return `Git owns ${what}: Argo CD's Application ${owner.name} deploys it, and ${fate}. Change it ${where} instead`;
    }
    case 'flux':
      return `Git owns ${what}: Flux deploys it (${inNamespace(
        owner,
      )}) and would take a change in the cluster back. Change it in the repository of ${
        owner.name
      } instead`;
    case 'operator':
      return `${owner.name} made it and would take a change back. Change ${what} there instead`;
    default:
      return undefined;
  }
}

function inNamespace({
  name,
  namespace,
}: {
  name?: string;
  namespace?: string;
}) {
  return namespace ? `${namespace}/${name}` : name;
}
