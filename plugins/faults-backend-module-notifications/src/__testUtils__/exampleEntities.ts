import type { Entity } from '@backstage/catalog-model';

const apiVersion = 'backstage.io/v1alpha1';

/** `cart` is of checkout, to which olivia belongs; platform has a part with omar; ghosts has nobody. */
export const exampleEntities: Entity[] = [
  {
    apiVersion,
    kind: 'Component',
    metadata: { name: 'cart', namespace: 'default' },
    spec: { owner: 'checkout' },
    relations: [{ type: 'ownedBy', targetRef: 'group:default/checkout' }],
  },
  {
    apiVersion,
    kind: 'Component',
    metadata: { name: 'new', namespace: 'default' },
    spec: { owner: 'checkout' },
  },
  {
    apiVersion,
    kind: 'Component',
    metadata: { name: 'orphan', namespace: 'default' },
  },
  {
    apiVersion,
    kind: 'Component',
    metadata: { name: 'haunted', namespace: 'default' },
    relations: [{ type: 'ownedBy', targetRef: 'group:default/ghosts' }],
  },
  {
    apiVersion,
    kind: 'Component',
    metadata: { name: 'lost', namespace: 'default' },
    relations: [{ type: 'ownedBy', targetRef: 'group:default/gone' }],
  },
  {
    apiVersion,
    kind: 'Group',
    metadata: { name: 'checkout', namespace: 'default' },
    relations: [
      { type: 'hasMember', targetRef: 'user:default/olivia' },
      { type: 'hasMember', targetRef: 'user:default/dana' },
    ],
  },
  {
    apiVersion,
    kind: 'Group',
    metadata: { name: 'ghosts', namespace: 'default' },
  },
  {
    apiVersion,
    kind: 'Group',
    metadata: { name: 'platform', namespace: 'default' },
    relations: [{ type: 'parentOf', targetRef: 'group:default/night' }],
  },
  {
    apiVersion,
    kind: 'Group',
    metadata: { name: 'night', namespace: 'default' },
    relations: [
      { type: 'hasMember', targetRef: 'user:default/omar' },
      { type: 'parentOf', targetRef: 'group:default/platform' },
    ],
  },
  ...['olivia', 'dana', 'omar'].map(name => ({
    apiVersion,
    kind: 'User',
    metadata: { name, namespace: 'default' },
  })),
];
