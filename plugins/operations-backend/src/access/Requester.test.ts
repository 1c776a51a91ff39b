import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import { Requesters } from './Requester';

const requesters = Requesters.create({
  auth: mockServices.auth(),
  userInfo: mockServices.userInfo({
    ownershipEntityRefs: ['user:default/dana', 'group:default/checkout'],
  }),
});

describe('Requesters', () => {
  it('knows a person with their groups', async () => {
    await expect(
      requesters.requesterOf(mockCredentials.user('user:default/dana')),
    ).resolves.toMatchObject({
      actor: { type: 'user', entityRef: 'user:default/dana' },
      ownershipRefs: ['user:default/dana', 'group:default/checkout'],
    });
  });

  it('knows a service, which belongs to no group', async () => {
    await expect(
      requesters.requesterOf(mockCredentials.service('external:healer')),
    ).resolves.toMatchObject({
      actor: { type: 'automation', subject: 'external:healer' },
      ownershipRefs: [],
    });
  });

  it('knows nobody else', async () => {
    await expect(
      requesters.requesterOf(mockCredentials.none()),
    ).rejects.toThrow(/Sign in/);
  });
});
