import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { useMemo, useState } from 'react';
import { clustersReactTranslationRef } from '../../translation';
import { DiffRows } from './DiffRows';
import { foldUnchanged, type DiffLine } from './diffTexts';
import styles from './TextDiff.module.css';

/** Props of {@link DiffTable}. */
export interface DiffTableProps {
  lines: readonly DiffLine[];
  layout: 'side-by-side' | 'unified';
  beforeTitle: string;
  afterTitle: string;
}

/** The lines of a comparison; runs of unchanged ones are folded until they are asked for. */
export function DiffTable(props: DiffTableProps) {
  const { lines, layout, beforeTitle, afterTitle } = props;
  const { t } = useTranslationRef(clustersReactTranslationRef);
  const [unfolded, setUnfolded] = useState<ReadonlySet<string>>(new Set());
  const sections = useMemo(() => foldUnchanged(lines), [lines]);
  const isSplit = layout === 'side-by-side';

  return (
    // A region that scrolls has to be reachable by keyboard.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div className={styles.scroller} tabIndex={0}>
      <table className={styles.table} data-layout={layout}>
        <caption className={styles.caption}>
          {t('diff.table', { before: beforeTitle, after: afterTitle })}
        </caption>
        {isSplit && (
          <thead>
            <tr>
              <th scope="colgroup" colSpan={3}>
                {beforeTitle}
              </th>
              <th scope="colgroup" colSpan={3}>
                {afterTitle}
              </th>
            </tr>
          </thead>
        )}
        {sections.map(section => (
          <tbody key={section.id}>
            {section.folded && !unfolded.has(section.id) ? (
              <tr>
                <td colSpan={isSplit ? 6 : 4} className={styles.fold}>
                  <button
                    type="button"
                    onClick={() =>
                      setUnfolded(ids => new Set(ids).add(section.id))
                    }
                  >
                    {t('diff.unchanged', { count: section.lines.length })}
                  </button>
                </td>
              </tr>
            ) : (
              <DiffRows lines={section.lines} layout={layout} />
            )}
          </tbody>
        ))}
      </table>
    </div>
  );
}
