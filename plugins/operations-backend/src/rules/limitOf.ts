import type { Actor } from '@groundcrew/plugin-operations-common';
import type { ActorLimit } from './RuleSettings';

/** The limit that holds for an actor. */
export function limitOf(limit: ActorLimit, actor: Actor): number {
  return actor.type === 'user' ? limit.users : limit.automations;
}
