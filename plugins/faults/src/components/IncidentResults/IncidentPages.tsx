import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Button } from '@backstage/ui';
import { faultsTranslationRef } from '../../translation';
import styles from './IncidentPages.module.css';

/** Props of {@link IncidentPages}. */
export interface IncidentPagesProps {
  /** Where the page that is shown begins; empty for the first. */
  cursor: string;
  nextCursor: string | undefined;
  onGoTo(cursor: string): void;
}

/** The way to more incidents than one page shows, and back. */
export function IncidentPages(props: IncidentPagesProps) {
  const { cursor, nextCursor, onGoTo } = props;
  const { t } = useTranslationRef(faultsTranslationRef);
  if (!cursor && !nextCursor) {
    return null;
  }
  return (
    <nav className={styles.pages} aria-label={t('table.pages')}>
      {cursor && (
        <Button size="small" variant="secondary" onPress={() => onGoTo('')}>
          {t('table.first')}
        </Button>
      )}
      {nextCursor && (
        <Button
          size="small"
          variant="secondary"
          onPress={() => onGoTo(nextCursor)}
        >
          {t('table.next')}
        </Button>
      )}
    </nav>
  );
}
