import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import {
  AuthorizeResult,
  type PolicyDecision,
} from '@backstage/plugin-permission-common';
import {
  logsReadPermission,
  objectsReadPermission,
  type ReadTarget,
} from '@groundcrew/plugin-clusters-common';
import {
  createReadTargetConditionalDecision,
  readTargetConditions,
} from '../permissions';
import { DefaultReadAccess } from './DefaultReadAccess';

const checkout: Entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: { name: 'checkout' },
};
const alice = mockCredentials.user('user:default/alice');
const bob = mockCredentials.user('user:default/bob');

function setup(decisions: PolicyDecision[], entities: Entity[] = [checkout]) {
  let now = 1_000_000;
  const permissions = mockServices.permissions.mock();
  permissions.authorizeConditional.mockImplementation(async () => [
    decisions.length > 1 ? decisions.shift()! : decisions[0],
  ]);
  const catalog = catalogServiceMock.mock();
  catalog.getEntityByRef.mockImplementation(async ref =>
    entities.find(({ metadata }) => String(ref).endsWith(`/${metadata.name}`)),
  );
  return {
    permissions,
    catalog,
    entities,
    pass: (milliseconds: number) => {
      now += milliseconds;
    },
    access: DefaultReadAccess.create({
      permissions,
      catalog,
      maxEntries: 3,
      now: () => now,
    }),
    expiring: (inMilliseconds: number) => ({
      ...alice,
      expiresAt: new Date(now + inMilliseconds),
    }),
  };
}

const allow: PolicyDecision = { result: AuthorizeResult.ALLOW };
const deny: PolicyDecision = { result: AuthorizeResult.DENY };
const target = (more: Partial<ReadTarget> = {}): ReadTarget => ({
  cluster: 'dev',
  namespace: 'shop',
  environment: 'dev',
  owner: 'group:default/a',
  ...more,
});

describe('filter', () => {
  const { isInCluster, isInEnvironment, isTargetOwnedBy } =
    readTargetConditions;
  const conditional = (
    conditions: Parameters<typeof createReadTargetConditionalDecision>[1],
  ) => createReadTargetConditionalDecision(objectsReadPermission, conditions);

  it.each<[string, PolicyDecision, ReadTarget, boolean]>([
    ['allow', allow, target(), true],
    ['deny', deny, target(), false],
    [
      'an environment',
      conditional(isInEnvironment({ environments: ['dev', 'test'] })),
      target(),
      true,
    ],
    [
      'another environment',
      conditional(isInEnvironment({ environments: ['prod'] })),
      target(),
      false,
    ],
    [
      'no environment known',
      conditional(isInEnvironment({ environments: ['dev'] })),
      target({ environment: undefined }),
      false,
    ],
    [
      'a cluster',
      conditional(isInCluster({ clusters: ['dev'] })),
      target(),
      true,
    ],
    [
      'not a cluster',
      conditional({ not: isInCluster({ clusters: ['dev'] }) }),
      target(),
      false,
    ],
    [
      'an owner',
      conditional(
        isTargetOwnedBy({ groups: ['group:default/A', 'user:default/x'] }),
      ),
      target(),
      true,
    ],
    [
      'no owner known',
      conditional(isTargetOwnedBy({ groups: ['group:default/a'] })),
      target({ owner: undefined }),
      false,
    ],
    [
      'any of several',
      conditional({
        anyOf: [
          isInEnvironment({ environments: ['prod'] }),
          isTargetOwnedBy({ groups: ['a'] }),
        ],
      }),
      target(),
      true,
    ],
    [
      'a rule that does not exist',
      {
        ...conditional(isInCluster({ clusters: ['dev'] })),
        conditions: {
          rule: 'NOPE',
          resourceType: 'groundcrew-read-target',
          params: {},
        },
      } as PolicyDecision,
      target(),
      false,
    ],
  ])('by %s', async (_name, decision, to, allowed) => {
    const { access } = setup([decision]);
    const filter = await access.filter(alice, objectsReadPermission);
    expect(filter.allows(to)).toBe(allowed);
  });

  it('asks as the person, once in ten seconds, whatever the answer', async () => {
    for (const [first, then] of [
      [allow, deny],
      [deny, allow],
    ]) {
      const { access, permissions, pass } = setup([first, then]);
      const ask = async () =>
        (await access.filter(alice, objectsReadPermission)).allows(target());
      const before = await ask();
      pass(9_999);
      expect(await ask()).toBe(before);
      expect(permissions.authorizeConditional).toHaveBeenCalledTimes(1);
      expect(permissions.authorizeConditional).toHaveBeenCalledWith(
        [{ permission: objectsReadPermission }],
        { credentials: alice },
      );
      pass(1);
      expect(await ask()).toBe(!before);
    }
  });

  it('has one answer for each person, token and permission', async () => {
    const { access, permissions, expiring } = setup([allow]);
    for (const credentials of [alice, bob, expiring(5_000), expiring(6_000)]) {
      await access.filter(credentials, objectsReadPermission);
    }
    await access.filter(bob, logsReadPermission);
    expect(permissions.authorizeConditional).toHaveBeenCalledTimes(5);
  });

  it('does not outlive the token', async () => {
    const { access, permissions, expiring, pass } = setup([allow]);
    const credentials = expiring(2_000);
    await access.filter(credentials, objectsReadPermission);
    pass(2_000);
    await access.filter(credentials, objectsReadPermission);
    expect(permissions.authorizeConditional).toHaveBeenCalledTimes(2);
  });

  it('shares a question that is under way, and forgets one that failed', async () => {
    const { access, permissions } = setup([allow]);
    permissions.authorizeConditional.mockRejectedValueOnce(new Error('down'));
    const both = [1, 2].map(() => access.filter(alice, objectsReadPermission));
    await expect(Promise.allSettled(both)).resolves.toMatchObject([
      { status: 'rejected' },
      { status: 'rejected' },
    ]);
    expect(permissions.authorizeConditional).toHaveBeenCalledTimes(1);
    const filter = await access.filter(alice, objectsReadPermission);
    expect(filter.allows(target())).toBe(true);
  });

  it('keeps a bounded number', async () => {
    const { access, permissions } = setup([allow]);
    const people = ['a', 'b', 'c', 'd'].map(name =>
      mockCredentials.user(`user:default/${name}`),
    );
    for (const person of [...people, people[3], people[0]]) {
      await access.filter(person, objectsReadPermission);
    }
    expect(permissions.authorizeConditional).toHaveBeenCalledTimes(5);
  });

  it('has equal signatures for decisions that allow the same', async () => {
    const signature = async (decision: PolicyDecision) =>
      (await setup([decision]).access.filter(alice, objectsReadPermission))
        .signature;
    const inDev = () => conditional(isInCluster({ clusters: ['dev'] }));
    const inProd = conditional(isInCluster({ clusters: ['prod'] }));
    expect(await signature(inDev())).toBe(await signature(inDev()));
    const all = await Promise.all(
      [allow, deny, inDev(), inProd].map(signature),
    );
    expect(new Set(all).size).toBe(4);
  });
});

describe('entity', () => {
  it('is fetched as the person and kept for ten seconds', async () => {
    const { access, catalog, pass } = setup([allow]);
    expect(await access.entity(alice, 'Component:default/Checkout')).toBe(
      checkout,
    );
    await access.entity(alice, 'component:default/checkout');
    await access.entity(bob, 'component:default/checkout');
    expect(catalog.getEntityByRef.mock.calls).toEqual([
      ['component:default/checkout', { credentials: alice }],
      ['component:default/checkout', { credentials: bob }],
    ]);
    pass(10_000);
    await access.entity(alice, 'component:default/checkout');
    expect(catalog.getEntityByRef).toHaveBeenCalledTimes(3);
  });

  it('that is not there, or not for this person, is not found', async () => {
    const { access, entities } = setup([allow], []);
    const ask = () => access.entity(alice, 'component:default/checkout');
    await expect(ask()).rejects.toMatchObject({ name: 'NotFoundError' });
    // As soon as it is there, it is there.
    entities.push(checkout);
    await expect(ask()).resolves.toBe(checkout);
  });

  it.each(['', 'checkout', 'component:', '/'])('refuses %j', async ref => {
    await expect(
      setup([allow]).access.entity(alice, ref),
    ).rejects.toMatchObject({ name: 'InputError' });
  });
});
