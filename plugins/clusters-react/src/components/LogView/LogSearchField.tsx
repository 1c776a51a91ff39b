import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { ButtonIcon, SearchField } from '@backstage/ui';
import { RiArrowDownSLine, RiArrowUpSLine } from '@remixicon/react';
import { clustersReactTranslationRef } from '../../translation';
import styles from './LogView.module.css';
import type { LogSearch } from './useLogSearch';

/** Props of {@link LogSearchField}. */
export interface LogSearchFieldProps {
  search: LogSearch;
}

/** Searches a log: Enter goes to the next match, Shift and Enter to the one before. */
export function LogSearchField(props: LogSearchFieldProps) {
  const { query, setQuery, total, current, next, previous } = props.search;
  const { t } = useTranslationRef(clustersReactTranslationRef);
  return (
    <div className={styles.search} role="search">
      <SearchField
        className={styles.searchField}
        size="small"
        aria-label={t('log.search')}
        placeholder={t('log.search')}
        value={query}
        onChange={setQuery}
        onKeyDown={event => {
          if (event.key === 'Enter') {
            event.preventDefault();
            if (event.shiftKey) {
              previous();
            } else {
              next();
            }
          }
        }}
      />
      {query && (
        <>
          <span className={styles.matches} role="status">
            {total === 0
              ? t('log.noMatches')
              : t('log.matches', {
                  current: String(current),
                  total: String(total),
                })}
          </span>
          <ButtonIcon
            size="small"
            variant="tertiary"
            aria-label={t('log.previous')}
            icon={<RiArrowUpSLine />}
            isDisabled={total === 0}
            onPress={previous}
          />
          <ButtonIcon
            size="small"
            variant="tertiary"
            aria-label={t('log.next')}
            icon={<RiArrowDownSLine />}
            isDisabled={total === 0}
            onPress={next}
          />
        </>
      )}
    </div>
  );
}
