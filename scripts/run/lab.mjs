import { UserError } from '../userError.mjs';

/** Filled when the lab can be started from here. */
export async function startLab() {
  throw new UserError('the lab cannot be started from here yet');
}
