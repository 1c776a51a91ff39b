import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import { Entity } from '@backstage/catalog-model';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import {
  AuthorizeResult,
  createPermission,
  Permission,
  PolicyDecision,
} from '@backstage/plugin-permission-common';
import {
  createConditionAuthorizer,
  PolicyQueryUser,
} from '@backstage/plugin-permission-node';
import {
  clustersReadPermission,
  clustersRegisterPermission,
  configurationReadPermission,
  logsReadPermission,
  objectsReadPermission,
  ReadTarget,
} from '@groundcrew/plugin-clusters-common';
import { readTargetRules } from '@groundcrew/plugin-clusters-node';
import {
  healingConfigurePermission,
  incidentsRespondPermission,
} from '@groundcrew/plugin-faults-common';
import {
  operationsApprovePermission,
  operationsAuditPermission,
  operationsOverridePermission,
  operationsReadPermission,
  operationsRunPermission,
} from '@groundcrew/plugin-operations-common';
import { operationTargetRules } from '@groundcrew/plugin-operations-node';
import { sandboxControlPermission } from '../sandbox';
import { GroundcrewPermissionPolicy } from './GroundcrewPermissionPolicy';
import { PolicyRoles } from './PolicyRoles';
import { SystemGroups } from './SystemGroups';

const groupsOf = {
  dana: ['checkout'],
  olivia: ['checkout', 'service-owners'],
  omar: ['platform'],
  vera: ['viewers'],
  // In no group at all.
  nora: [],
};
type Person = keyof typeof groupsOf;

function personCalled(name: Person): PolicyQueryUser {
  const userEntityRef = `user:default/${name}`;
  return {
    credentials: mockCredentials.user(userEntityRef),
    info: {
      userEntityRef,
      ownershipEntityRefs: [
        userEntityRef,
        ...groupsOf[name].map(group => `group:default/${group}`),
      ],
    },
  };
}

function component(name: string, owner: string, system: string): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: { name },
    relations: [
      { type: 'ownedBy', targetRef: `group:default/${owner}` },
      { type: 'partOf', targetRef: `system:default/${system}` },
    ],
  };
}

const policy = GroundcrewPermissionPolicy.create({
  roles: PolicyRoles.fromConfig(
    mockServices.rootConfig({
      data: {
        groundcrew: {
          policy: {
            operators: ['group:default/platform'],
            owners: ['group:default/service-owners'],
            viewers: ['group:default/viewers'],
          },
        },
      },
    }),
  ),
  systemGroups: SystemGroups.create({
    auth: mockServices.auth(),
    catalog: catalogServiceMock({
      entities: [
        component('checkout', 'checkout', 'shop'),
        component('storefront', 'storefront', 'shop'),
        component('ledger', 'finance', 'books'),
      ],
    }),
    logger: mockServices.logger.mock(),
  }),
  developerEnvironments: ['dev', 'staging'],
});

function target(owner: string | undefined, environment?: string): ReadTarget {
  return {
    cluster: environment ?? 'somewhere',
    namespace: 'shop',
    environment,
    owner: owner && `group:default/${owner}`,
  };
}

const isReadableOn = createConditionAuthorizer(Object.values(readTargetRules));
const isOperableOn = createConditionAuthorizer(
  Object.values(operationTargetRules),
);

async function decide(
  person: Person | undefined,
  permission: Permission,
): Promise<PolicyDecision> {
  return policy.handle({ permission }, person && personCalled(person));
}

const targets = {
  'checkout in dev': target('checkout', 'dev'),
  'checkout in staging': target('checkout', 'staging'),
  'checkout in prod': target('checkout', 'prod'),
  'checkout where nobody knows': target('checkout'),
  'storefront in dev': target('storefront', 'dev'),
  'storefront in prod': target('storefront', 'prod'),
  'finance in dev': target('finance', 'dev'),
  'ownerless in dev': target(undefined, 'dev'),
};
/** What the decision lets somebody see, or do: the names of targets. */
function allowedBy(decision: PolicyDecision, permission: Permission): string[] {
  const isAboutOperations = permission.name.startsWith('groundcrew.operations');
  return Object.entries(targets)
    .filter(([, resource]) =>
      isAboutOperations
        ? isOperableOn(decision, {
            ...resource,
            kind: 'Deployment',
            name: 'some',
            operation: 'kubernetes.restart',
            risk: 'low',
          })
        : isReadableOn(decision, resource),
    )
    .map(([name]) => name);
}

const everything = Object.keys(targets);
const ofTheShop = everything.filter(name =>
  /^(checkout|storefront)/.test(name),
);
const ofCheckout = everything.filter(name => name.startsWith('checkout'));
const ofCheckoutForDevelopers = ['checkout in dev', 'checkout in staging'];

describe('GroundcrewPermissionPolicy', () => {
  const readable: Array<[Permission, Record<Person, string[]>]> = [
    [
      clustersReadPermission,
      {
        dana: everything,
        olivia: everything,
        omar: everything,
        vera: everything,
        nora: everything,
      },
    ],
    [
      objectsReadPermission,
      {
        dana: ofTheShop,
        olivia: ofTheShop,
        omar: everything,
        vera: everything,
        nora: [],
      },
    ],
    ...[logsReadPermission, configurationReadPermission].map(
      (permission): [Permission, Record<Person, string[]>] => [
        permission,
        {
          dana: ofCheckoutForDevelopers,
          olivia: ofCheckout,
          omar: everything,
          vera: [],
          nora: [],
        },
      ],
    ),
    [
      incidentsRespondPermission,
      {
        dana: ofCheckout,
        olivia: ofCheckout,
        omar: everything,
        vera: [],
        nora: [],
      },
    ],
    [
      operationsReadPermission,
      {
        dana: ofTheShop,
        olivia: ofTheShop,
        omar: everything,
        vera: everything,
        nora: [],
      },
    ],
    [
      operationsRunPermission,
      {
        // In prod, too: there config asks for an approval.
        dana: ofCheckout,
        olivia: ofCheckout,
        omar: everything,
        vera: [],
        nora: [],
      },
    ],
    [
      operationsApprovePermission,
      { dana: [], olivia: ofCheckout, omar: everything, vera: [], nora: [] },
    ],
    [
      operationsOverridePermission,
      { dana: [], olivia: [], omar: everything, vera: [], nora: [] },
    ],
  ];
  const readTable = readable.flatMap(([permission, people]) =>
    (Object.keys(people) as Person[]).map(
      person => [person, permission.name, permission, people[person]] as const,
    ),
  );

  it.each(readTable)(
    'lets %s use %s where they should',
    async (person, _name, permission, allowed) => {
      const decision = await decide(person, permission);
      expect(allowedBy(decision, permission)).toEqual(allowed);
    },
  );

  const deleteEntity = createPermission({
    name: 'catalog.entity.delete',
    attributes: { action: 'delete' },
    resourceType: 'catalog-entity',
  });
  const readEntity = createPermission({
    name: 'catalog.entity.read',
    attributes: { action: 'read' },
    resourceType: 'catalog-entity',
  });
  const useSomething = createPermission({
    name: 'something.use',
    attributes: {},
  });

  it.each<[Permission, Person[]]>([
    [clustersRegisterPermission, ['omar']],
    [healingConfigurePermission, ['omar']],
    [operationsAuditPermission, ['omar']],
    [sandboxControlPermission, ['dana', 'olivia', 'omar', 'vera', 'nora']],
    [readEntity, ['dana', 'olivia', 'omar', 'vera', 'nora']],
    [deleteEntity, ['dana', 'olivia', 'omar', 'nora']],
    [useSomething, ['dana', 'olivia', 'omar', 'vera', 'nora']],
  ])('gives $name to the right people', async (permission, allowed) => {
    const people: Person[] = [];
    for (const person of Object.keys(groupsOf) as Person[]) {
      const { result } = await decide(person, permission);
      expect(result).not.toBe(AuthorizeResult.CONDITIONAL);
      if (result === AuthorizeResult.ALLOW) {
        people.push(person);
      }
    }
    expect(people).toEqual(allowed);
  });

  it.each([clustersReadPermission, sandboxControlPermission, useSomething])(
    'gives $name to nobody who is not signed in',
    async permission => {
      expect(await decide(undefined, permission)).toEqual({
        result: AuthorizeResult.DENY,
      });
    },
  );
});
