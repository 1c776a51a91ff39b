import { mockServices } from '@backstage/backend-test-utils';
import { ConfigReader } from '@backstage/config';
import {
  AuthorizeResult,
  type PolicyDecision,
} from '@backstage/plugin-permission-common';
import {
  operationsApprovePermission,
  operationsReadPermission,
  operationsRunPermission,
} from '@groundcrew/plugin-operations-common';
import {
  createOperationTargetConditionalDecision,
  operationTargetConditions,
} from '@groundcrew/plugin-operations-node';
import { exampleTarget } from '../rules/__testUtils__/exampleRuleContext';
import {
  exampleAutomation,
  examplePerson,
} from './__testUtils__/exampleRequesters';
import { AutomationGrants } from './AutomationGrants';
import { OperationAccess } from './OperationAccess';

const dana = examplePerson('dana');
const healer = exampleAutomation('external:healer');
const other = exampleAutomation('plugin:other');

function createAccess(decision: PolicyDecision) {
  const permissions = mockServices.permissions.mock({
    authorizeConditional: async requests => requests.map(() => decision),
  });
  const logger = mockServices.logger.mock();
  const access = OperationAccess.create({
    permissions,
    logger,
    automations: AutomationGrants.fromConfig(
      new ConfigReader({
        automations: [
          {
            subject: 'external:healer',
            operations: ['kubernetes.restart'],
            environments: ['dev'],
          },
        ],
      }),
    ),
  });
  return { access, permissions, logger };
}

const allow: PolicyDecision = { result: AuthorizeResult.ALLOW };
const deny: PolicyDecision = { result: AuthorizeResult.DENY };
const inDev = exampleTarget({ environment: 'dev', risk: 'low' });

describe('OperationAccess', () => {
  it.each([
    ['allows', allow, true],
    ['denies', deny, false],
  ])('does as the policy says: it %s', async (_, decision, allowed) => {
    const { access, permissions } = createAccess(decision);
    const may = await access.toRun(dana, operationsRunPermission);
    expect(may(inDev).allowed).toBe(allowed);
    expect(permissions.authorizeConditional).toHaveBeenCalledWith(
      [{ permission: operationsRunPermission }],
      { credentials: dana.credentials },
    );
  });

  it('decides by conditions on the target', async () => {
    const { access } = createAccess(
      createOperationTargetConditionalDecision(operationsRunPermission, {
        allOf: [
          operationTargetConditions.isTargetOwnedBy({
            groups: ['group:default/checkout'],
          }),
          {
            not: operationTargetConditions.isInEnvironment({
              environments: ['prod'],
            }),
          },
        ],
      }),
    );
    const may = await access.toRun(dana, operationsRunPermission);
    expect(may(inDev)).toEqual({ allowed: true });
    expect(may(exampleTarget({ environment: 'prod' }))).toEqual({
      allowed: false,
      reason:
        'you lack the permission groundcrew.operations.run for this target',
    });
    expect(may({ ...inDev, owner: 'group:default/other' }).allowed).toBe(false);
    expect(may({ ...inDev, owner: undefined }).allowed).toBe(false);
  });

  it('denies when a policy names a rule that does not exist', async () => {
    const { access, logger } = createAccess({
      result: AuthorizeResult.CONDITIONAL,
      pluginId: 'groundcrew-operations',
      resourceType: 'groundcrew-operation-target',
      conditions: {
        // Also where what is unknown is turned round.
        not: {
          rule: 'NO_SUCH_RULE',
          resourceType: 'groundcrew-operation-target',
        },
      },
    });
    const may = await access.toRun(dana, operationsRunPermission);
    expect(may(inDev).allowed).toBe(false);
    expect(logger.error).toHaveBeenCalledWith(
      expect.stringContaining('NO_SUCH_RULE'),
    );
  });

  describe('of automations', () => {
    it('never asks the framework, which would allow them everything', async () => {
      const { access, permissions } = createAccess(allow);
      await access.toRun(other, operationsRunPermission);
      await access.toRead(other, operationsReadPermission);
      await access.forPeople(other, operationsApprovePermission);
      expect(permissions.authorizeConditional).not.toHaveBeenCalled();
      expect(permissions.authorize).not.toHaveBeenCalled();
    });

    it.each([
      ['one that config names', healer, true, true],
      ['one that it does not', other, false, false],
    ])('%s', async (_, requester, run, read) => {
      const { access } = createAccess(allow);
      const mayRun = await access.toRun(requester, operationsRunPermission);
      const mayRead = await access.toRead(requester, operationsReadPermission);
      expect(mayRun(inDev).allowed).toBe(run);
      expect(mayRead(inDev).allowed).toBe(read);
      expect(mayRun(exampleTarget()).allowed).toBe(false);
    });

    it('lets none do what is for people', async () => {
      const { access } = createAccess(allow);
      const may = await access.forPeople(healer, operationsApprovePermission);
      expect(may(inDev)).toEqual({
        allowed: false,
        reason: 'only a person may do this',
      });
    });
  });
});
