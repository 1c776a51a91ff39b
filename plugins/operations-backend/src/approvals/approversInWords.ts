import { parseEntityRef } from '@backstage/catalog-model';

/** Entity references as people say them: `group checkout or user olivia`. */
export function approversInWords(approvers: readonly string[]): string {
  return approvers
    .map(approver => {
      const { kind, namespace, name } = parseEntityRef(approver, {
        defaultKind: 'group',
        defaultNamespace: 'default',
      });
      return `${kind} ${
        namespace === 'default' ? name : `${namespace}/${name}`
      }`;
    })
    .join(' or ');
}
