import { ResponseError } from '@backstage/errors';
import {
  BackstageUserIdentity,
  DiscoveryApi,
  IdentityApi,
  ProfileInfo,
} from '@backstage/frontend-plugin-api';
import { z } from 'zod/v3';
import { Persona } from './personas';
import { forgetPersona, rememberPersona } from './rememberedPersona';

const sessionSchema = z.object({
  backstageIdentity: z.object({
    token: z.string(),
    expiresInSeconds: z.number(),
    identity: z.object({
      type: z.literal('user'),
      userEntityRef: z.string(),
      ownershipEntityRefs: z.array(z.string()),
    }),
  }),
});

type Session = z.infer<typeof sessionSchema>['backstageIdentity'] & {
  renewAt: number;
};

/** What {@link PersonaIdentity} needs. */
export interface PersonaIdentityOptions {
  discovery: DiscoveryApi;
}

/** The identity of a persona, with a token that is renewed before it expires. */
export class PersonaIdentity implements IdentityApi {
  readonly #persona: Persona;
  readonly #discovery: DiscoveryApi;
  #session: Promise<Session>;

  /**
   * Signs in, and remembers who did.
   *
   * @throws ResponseError with status 503 while the catalog does not know the persona yet.
   */
  static async signIn(
    persona: Persona,
    options: PersonaIdentityOptions,
  ): Promise<PersonaIdentity> {
    const identity = new PersonaIdentity(persona, options.discovery);
    await identity.#session;
    rememberPersona(persona);
    return identity;
  }

  private constructor(persona: Persona, discovery: DiscoveryApi) {
    this.#persona = persona;
    this.#discovery = discovery;
    this.#session = this.#fetchSession();
  }

  async getProfileInfo(): Promise<ProfileInfo> {
    return { displayName: this.#persona.displayName };
  }

  async getBackstageIdentity(): Promise<BackstageUserIdentity> {
    return (await this.#currentSession()).identity;
  }

  async getCredentials(): Promise<{ token?: string }> {
    return { token: (await this.#currentSession()).token };
  }

  async signOut(): Promise<void> {
    forgetPersona();
  }

  async #currentSession(): Promise<Session> {
    const asked = this.#session;
    const session = await asked.catch(() => undefined);
    // Whoever comes second finds the renewal of the first.
    if (this.#session === asked && !(session && Date.now() < session.renewAt)) {
      this.#session = this.#fetchSession();
    }
    return this.#session;
  }

  async #fetchSession(): Promise<Session> {
    const baseUrl = await this.#discovery.getBaseUrl('auth');
    const response = await fetch(
      `${baseUrl}/personas/refresh?persona=${this.#persona.id}`,
      { headers: { 'X-Requested-With': 'XMLHttpRequest' } },
    );
    if (!response.ok) {
      throw await ResponseError.fromResponse(response);
    }
    const { backstageIdentity } = sessionSchema.parse(await response.json());
    return {
      ...backstageIdentity,
      // A tenth of its life is left for requests that are under way, and for clocks that differ.
      renewAt: Date.now() + backstageIdentity.expiresInSeconds * 900,
    };
  }
}
