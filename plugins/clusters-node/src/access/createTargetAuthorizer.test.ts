import { mockServices } from '@backstage/backend-test-utils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import {
  objectsReadPermission,
  RESOURCE_TYPE_READ_TARGET,
} from '@groundcrew/plugin-clusters-common';
import {
  createReadTargetConditionalDecision,
  readTargetConditions,
  readTargetRules,
} from '../permissions';
import { createTargetAuthorizer } from './createTargetAuthorizer';

describe('createTargetAuthorizer', () => {
  const logger = mockServices.logger.mock();
  const isAllowed = createTargetAuthorizer({
    rules: readTargetRules,
    subject: 'reading',
    logger,
  });

  it('decides as the policy does, and by conditions on the target', () => {
    const inDev = createReadTargetConditionalDecision(objectsReadPermission, {
      anyOf: [readTargetConditions.isInCluster({ clusters: ['dev'] })],
    });
    expect(isAllowed(inDev, { cluster: 'dev' })).toBe(true);
    expect(isAllowed(inDev, { cluster: 'prod' })).toBe(false);
    expect(
      isAllowed({ result: AuthorizeResult.ALLOW }, { cluster: 'prod' }),
    ).toBe(true);
    expect(
      isAllowed({ result: AuthorizeResult.DENY }, { cluster: 'dev' }),
    ).toBe(false);
    expect(logger.error).not.toHaveBeenCalled();
  });

  it('denies what it cannot decide, and says so', () => {
    const decision = {
      result: AuthorizeResult.CONDITIONAL,
      pluginId: 'groundcrew-clusters',
      resourceType: RESOURCE_TYPE_READ_TARGET,
      conditions: {
        rule: 'NO_SUCH_RULE',
        resourceType: RESOURCE_TYPE_READ_TARGET,
        params: {},
      },
    } as const;
    expect(isAllowed(decision, { cluster: 'dev' })).toBe(false);
    expect(logger.error).toHaveBeenCalledWith(
      expect.stringContaining('A condition on reading could not be decided'),
    );
  });
});
