import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Alert, Text } from '@backstage/ui';
import { operationsReactTranslationRef } from '../../translation';
import styles from './PreviewView.module.css';

/** Props of {@link ChangedSince}. */
export interface ChangedSinceProps {
  /** In words. */
  changes: readonly string[];
}

/** What is different from what was seen when an operation was asked for. */
export function ChangedSince(props: ChangedSinceProps) {
  const { changes } = props;
  const { t } = useTranslationRef(operationsReactTranslationRef);
  if (changes.length === 0) {
    return (
      <Text as="p" variant="body-small" color="secondary">
        {t('preview.unchanged')}
      </Text>
    );
  }
  return (
    <Alert
      status="warning"
      icon
      title={t('preview.changedSince')}
      description={
        <ul className={styles.changes}>
          {changes.map(change => (
            <li key={change}>{change}</li>
          ))}
        </ul>
      }
    />
  );
}
