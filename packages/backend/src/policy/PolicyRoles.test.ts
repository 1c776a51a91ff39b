import { mockServices } from '@backstage/backend-test-utils';
import { PolicyRoles } from './PolicyRoles';

const config = mockServices.rootConfig({
  data: {
    groundcrew: {
      policy: {
        operators: ['group:default/platform'],
        owners: ['group:default/service-owners', 'user:default/dana'],
        viewers: ['group:default/viewers'],
      },
    },
  },
});

describe('PolicyRoles', () => {
  it.each([
    [['user:default/omar', 'group:default/platform'], 'operator'],
    [['user:default/olivia', 'group:default/service-owners'], 'owner'],
    [['user:default/dana', 'group:default/checkout'], 'owner'],
    [['user:default/vera', 'group:default/viewers'], 'viewer'],
    [['user:default/new'], 'developer'],
    [[], 'developer'],
    // Operators first, then the stricter of the two.
    [['group:default/viewers', 'group:default/platform'], 'operator'],
    [['group:default/service-owners', 'group:default/viewers'], 'viewer'],
    [['group:other/platform'], 'developer'],
  ])('knows %j as %s', (ownershipEntityRefs, role) => {
    expect(PolicyRoles.fromConfig(config).roleOf(ownershipEntityRefs)).toBe(
      role,
    );
  });

  it('knows everybody as a developer where nothing is configured', () => {
    const roles = PolicyRoles.fromConfig(mockServices.rootConfig());
    expect(roles.roleOf(['group:default/platform'])).toBe('developer');
  });
});
