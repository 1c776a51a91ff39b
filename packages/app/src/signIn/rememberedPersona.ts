import { Persona, personas } from './personas';

// The name, never the token: the backend is asked for a new token after each reload.
const storageKey = 'groundcrew.persona';

/** Who signed in last in this browser and has not signed out. */
export function rememberedPersona(): Persona | undefined {
  const id = window.localStorage.getItem(storageKey);
  return personas.find(persona => persona.id === id);
}

/** Remembers who signed in, so that a reload does not ask again. */
export function rememberPersona(persona: Persona): void {
  window.localStorage.setItem(storageKey, persona.id);
}

/** Forgets who signed in. */
export function forgetPersona(): void {
  window.localStorage.removeItem(storageKey);
}
