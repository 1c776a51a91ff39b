import { ResponseError } from '@backstage/errors';
import {
  discoveryApiRef,
  IdentityApi,
  useApi,
} from '@backstage/frontend-plugin-api';
import { useCallback, useEffect, useRef, useState } from 'react';
import { reasonOf } from '../reasonOf';
import { PersonaIdentity } from './PersonaIdentity';
import { Persona } from './personas';
import { forgetPersona, rememberedPersona } from './rememberedPersona';

const retryMilliseconds = 1_000;
// A first run reads the shop within a few seconds; a slow machine gets a minute.
const attempts = 60;

/** How far a sign-in is. */
export type PersonaSignInState =
  | { status: 'choosing' }
  | { status: 'signing-in'; persona: Persona; waiting: boolean }
  | { status: 'failed'; persona: Persona; reason: string };

function isNotReady(error: unknown): boolean {
  return error instanceof ResponseError && error.statusCode === 503;
}

/** Signs in as the persona that is chosen, or as the one who was signed in before a reload. */
export function usePersonaSignIn(
  onSignInSuccess: (identity: IdentityApi) => void,
): { state: PersonaSignInState; signIn: (persona: Persona) => void } {
  const discovery = useApi(discoveryApiRef);
  const [state, setState] = useState<PersonaSignInState>(() => {
    const persona = rememberedPersona();
    return persona
      ? { status: 'signing-in', persona, waiting: false }
      : { status: 'choosing' };
  });
  const persona = state.status === 'signing-in' ? state.persona : undefined;
  const onSuccess = useRef(onSignInSuccess);
  onSuccess.current = onSignInSuccess;

  useEffect(() => {
    if (!persona) {
      return undefined;
    }
    let stopped = false;
    let timer: ReturnType<typeof setTimeout> | undefined;

    const attempt = async (left: number) => {
      try {
        const identity = await PersonaIdentity.signIn(persona, { discovery });
        if (!stopped) {
          onSuccess.current(identity);
        }
      } catch (error) {
        if (stopped) {
          return;
        }
        if (isNotReady(error) && left > 1) {
          setState({ status: 'signing-in', persona, waiting: true });
          timer = setTimeout(() => attempt(left - 1), retryMilliseconds);
        } else {
          forgetPersona();
          setState({ status: 'failed', persona, reason: reasonOf(error) });
        }
      }
    };
    attempt(attempts);

    return () => {
      stopped = true;
      clearTimeout(timer);
    };
  }, [persona, discovery]);

  const signIn = useCallback(
    (chosen: Persona) =>
      setState({ status: 'signing-in', persona: chosen, waiting: false }),
    [],
  );
  return { state, signIn };
}
