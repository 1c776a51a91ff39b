import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { shortRef } from '@groundcrew/plugin-operations-react';
import { faultsTranslationRef } from '../../translation';

const ON_CALL = 'oncall:';

/** What people call a recipient of a route: `owner`, an entity reference, or `oncall:` with the name of a rotation. */
export function useRecipientName(): (recipient: string) => string {
  const { t } = useTranslationRef(faultsTranslationRef);
  return recipient => {
    if (recipient === 'owner') {
      return t('notices.owner');
    }
    return recipient.startsWith(ON_CALL)
      ? t('notices.onCall', { rotation: recipient.slice(ON_CALL.length) })
      : shortRef(recipient);
  };
}
