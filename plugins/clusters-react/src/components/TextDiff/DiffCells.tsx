import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { VisuallyHidden } from '@backstage/ui';
import { clustersReactTranslationRef } from '../../translation';
import type { DiffLine } from './diffTexts';
import styles from './TextDiff.module.css';

/** Props of {@link DiffCells}. */
export interface DiffCellsProps {
  /** Undefined where the other side has a line and this one has none. */
  line: DiffLine | undefined;
  side: 'before' | 'after' | 'both';
}

/** The cells of one line: its number or numbers, its mark, its text. */
export function DiffCells(props: DiffCellsProps) {
  const { line, side } = props;
  const { t } = useTranslationRef(clustersReactTranslationRef);
  if (!line) {
    return <td colSpan={3} className={styles.nothing} />;
  }
  const { kind, text } = line;
  return (
    <>
      {side !== 'after' && (
        <td className={styles.number} data-kind={kind}>
          {line.before}
        </td>
      )}
      {side !== 'before' && (
        <td className={styles.number} data-kind={kind}>
          {line.after}
        </td>
      )}
      <td className={styles.mark} data-kind={kind}>
        {kind === 'added' && (
          <>
            <span aria-hidden>+</span>
            <VisuallyHidden>{t('diff.addedMark')}</VisuallyHidden>
          </>
        )}
        {kind === 'removed' && (
          <>
            <span aria-hidden>−</span>
            <VisuallyHidden>{t('diff.removedMark')}</VisuallyHidden>
          </>
        )}
      </td>
      <td className={styles.text} data-kind={kind}>
        {text}
      </td>
    </>
  );
}
