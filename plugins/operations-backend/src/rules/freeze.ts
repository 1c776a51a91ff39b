import { freezeEndsAt } from './FreezeWindow';
import { pass, wait, type SafetyRule } from './SafetyRule';

/** Nothing is changed while a freeze is on. */
export const freezeWindow: SafetyRule = {
  id: 'freeze-window',
  overridable: true,
  judge({ now, settings }) {
    for (const window of settings.freezeWindows) {
      const endsAt = freezeEndsAt(window, now);
      if (endsAt !== undefined) {
        return wait(`changes are frozen: ${window.title}`, endsAt);
      }
    }
    return pass('no freeze');
  },
};
