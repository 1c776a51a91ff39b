import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { Change } from '@groundcrew/plugin-clusters-common';
import { RelativeTime } from '@groundcrew/plugin-clusters-react';
import { deploymentsTranslationRef } from '../../translation';
import styles from './LastChange.module.css';

/** Above this many, the paths would say less than they hide. */
const MOST_PATHS = 2;

/** Props of {@link LastChange}. */
export interface LastChangeProps {
  change: Change;
}

/** When something was changed, by what, and which fields. */
export function LastChange(props: LastChangeProps) {
  const { at, by, paths, cause } = props.change;
  const { t } = useTranslationRef(deploymentsTranslationRef);
  const shownPaths = paths.slice(0, MOST_PATHS).join(', ');
  return (
    <span title={cause}>
      {by ? (
        t('flow.changedBy', {
          when: <RelativeTime at={at} />,
          manager: <code className={styles.manager}>{by}</code>,
        })
      ) : (
        <RelativeTime at={at} />
      )}
      {shownPaths && (
        <span className={styles.paths} title={paths.join('\n')}>
          {' '}
          {t('flow.changedPaths', {
            paths: paths.length > MOST_PATHS ? `${shownPaths} …` : shownPaths,
          })}
        </span>
      )}
    </span>
  );
}
