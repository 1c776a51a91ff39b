import type { ObjectOf, OwnerTree } from '@groundcrew/plugin-clusters-node';

/** The pods at the leaves of a tree of owners, in the order of their names. */
export function podsOf(tree: OwnerTree): ObjectOf<'Pod'>[] {
  const pods = (node: OwnerTree): ObjectOf<'Pod'>[] =>
    node.kind === 'Pod'
      ? [node.object as ObjectOf<'Pod'>]
      : node.children.flatMap(pods);
  return pods(tree).sort((left, right) =>
    (left.metadata?.name ?? '').localeCompare(right.metadata?.name ?? '', 'en'),
  );
}
