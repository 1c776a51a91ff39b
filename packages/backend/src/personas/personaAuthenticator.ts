import { InputError } from '@backstage/errors';
import { createProxyAuthenticator } from '@backstage/plugin-auth-node';
import { Persona, personaSchema } from './personas';

/** Takes the visitor's word for who they are: the persona stands in the query of the request. */
export const personaAuthenticator = createProxyAuthenticator({
  async defaultProfileTransform() {
    return { profile: {} };
  },
  initialize() {},
  async authenticate({ req }): Promise<{ result: Persona }> {
    const persona = personaSchema.safeParse(req.query.persona);
    if (!persona.success) {
      throw new InputError(
        `The query parameter "persona" must be one of ${personaSchema.options.join(
          ', ',
        )}`,
      );
    }
    return { result: persona.data };
  },
});
