import { z } from 'zod/v3';

/** The people of the demo shop whom a visitor of the sandbox may sign in as: their names in the catalog. */
export const personaSchema = z.enum(['dana', 'olivia', 'omar', 'vera']);

/** One of the people of the demo shop. */
export type Persona = z.infer<typeof personaSchema>;
