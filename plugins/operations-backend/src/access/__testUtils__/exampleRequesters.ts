import { mockCredentials } from '@backstage/backend-test-utils';
import type { Requester } from '../Requester';

/** A person with their groups, for tests. */
export function examplePerson(name: string, ...groups: string[]): Requester {
  const entityRef = `user:default/${name}`;
  return {
    actor: { type: 'user', entityRef },
    credentials: mockCredentials.user(entityRef),
    ownershipRefs: [entityRef, ...groups],
  };
}

/** An automation, for tests. */
export function exampleAutomation(subject: string): Requester {
  return {
    actor: { type: 'automation', subject },
    credentials: mockCredentials.service(subject),
    ownershipRefs: [],
  };
}
