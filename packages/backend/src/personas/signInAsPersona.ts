import { RELATION_MEMBER_OF } from '@backstage/catalog-model';
import { isError, ServiceUnavailableError } from '@backstage/errors';
import {
  AuthResolverContext,
  BackstageSignInResult,
} from '@backstage/plugin-auth-node';
import { Persona } from './personas';

/**
 * Issues the token of a persona, with the groups that the catalog knows of them.
 *
 * @throws ServiceUnavailableError while the catalog has not read the persona and their groups yet, as in the first seconds of a first run.
 */
export async function signInAsPersona(
  persona: Persona,
  context: AuthResolverContext,
): Promise<BackstageSignInResult> {
  const entityRef = { kind: 'User', namespace: 'default', name: persona };
  try {
    const { entity } = await context.findCatalogUser({ entityRef });
    // A user appears a moment before their groups do. A token issued in between would own nothing until it expires.
    if (entity.relations?.some(({ type }) => type === RELATION_MEMBER_OF)) {
      return await context.signInWithCatalogUser({ entityRef });
    }
  } catch (error) {
    if (!isError(error) || error.name !== 'NotFoundError') {
      throw error;
    }
  }
  throw new ServiceUnavailableError(
    `The catalog does not know "${persona}" yet. It reads the people of the shop when the backend starts.`,
  );
}
