import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { useMemo, useState } from 'react';
import { clustersReactTranslationRef } from '../../translation';
import { DiffCells } from './DiffCells';
import { foldUnchanged, pairLines, type DiffLine } from './diffRows';
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
  const columns = isSplit ? 6 : 4;

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
                <td colSpan={columns} className={styles.fold}>
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
            ) : isSplit ? (
              pairLines(section.lines).map(({ before, after }, index) => (
                <tr key={index}>
                  <DiffCells line={before} side="before" />
                  <DiffCells line={after} side="after" />
                </tr>
              ))
            ) : (
              section.lines.map((line, index) => (
                <tr key={index}>
                  <DiffCells line={line} side="both" />
                </tr>
              ))
            )}
          </tbody>
        ))}
      </table>
    </div>
  );
}
