import { targetKey } from '@groundcrew/plugin-operations-common';
import { limitOf } from './limitOf';
import { pass, wait, type SafetyRule } from './SafetyRule';

/** After a change of a target its effect is awaited before the next one. */
export const cooldown: SafetyRule = {
  id: 'cooldown',
  overridable: true,
  judge({ actor, now, recent, settings, target }) {
    const forMs = limitOf(settings.cooldownMs, actor);
    const last = recent.find(
      operation => operation.targetKey === targetKey(target),
    );
    const until = last && (last.endedAt ?? last.startedAt) + forMs;
    return until !== undefined && now < until
      ? wait(
          `${last?.operation} changed this target less than ${Math.ceil(
            forMs / 60_000,
          )} minutes ago`,
          until,
        )
      : pass('no change of this target just before');
  },
};
