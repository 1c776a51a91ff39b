import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { operationsReactTranslationRef } from '../../translation';
import { sentence } from '../../sentence';
import type { RunBlocker } from './runBlocker';

/** Says why an operation cannot run yet. */
export function useBlockerWords(
  blocker: RunBlocker | undefined,
): string | undefined {
  const { t } = useTranslationRef(operationsReactTranslationRef);
  if (blocker === undefined) {
    return undefined;
  }
  if (typeof blocker === 'string') {
    return t(`dialog.blocked.${blocker}`);
  }
  if ('override' in blocker) {
    return t('dialog.blocked.override', { message: blocker.override });
  }
  return sentence(blocker.forbidden ?? t('dialog.blocked.forbiddenUnknown'));
}
