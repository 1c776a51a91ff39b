import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Button } from '@backstage/ui';
import { messageOf } from '@groundcrew/plugin-clusters-react';
import { operationsReactTranslationRef } from '../../translation';
import styles from './VerbButtons.module.css';

/** Props of {@link VerbFailure}. */
export interface VerbFailureProps {
  error: Error;
  onRetry(): void;
}

/** Says that it is not known what may be done. */
export function VerbFailure(props: VerbFailureProps) {
  const { error, onRetry } = props;
  const { t } = useTranslationRef(operationsReactTranslationRef);
  return (
    <div className={styles.failure} role="status">
      <span>{t('verbs.failed', { message: messageOf(error) })}</span>
      <Button size="small" variant="tertiary" onPress={onRetry}>
        {t('verbs.retry')}
      </Button>
    </div>
  );
}
