import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  Text,
  ToggleButton,
  ToggleButtonGroup,
  useBreakpoint,
} from '@backstage/ui';
import { useMemo, useState } from 'react';
import { clustersReactTranslationRef } from '../../translation';
import { DiffTable } from './DiffTable';
import { diffTexts } from './diffTexts';
import styles from './TextDiff.module.css';

/** How a comparison is laid out. */
type DiffLayout = 'side-by-side' | 'unified';

/**
 * Props of {@link TextDiff}.
 *
 * @public
 */
export interface TextDiffProps {
  before: string;
  after: string;
  /** What the texts are called: "Revision 6". */
  beforeTitle: string;
  afterTitle: string;
}

/**
 * Two texts compared line by line, side by side or unified, with + and − beside the colours.
 *
 * @public
 */
export function TextDiff(props: TextDiffProps) {
  const { before, after, beforeTitle, afterTitle } = props;
  const { t } = useTranslationRef(clustersReactTranslationRef);
  const isNarrow = useBreakpoint().down('md');
  const [chosen, setChosen] = useState<DiffLayout>();
  const layout = chosen ?? (isNarrow ? 'unified' : 'side-by-side');

  const lines = useMemo(() => diffTexts(before, after), [before, after]);
  const added = lines.filter(line => line.kind === 'added').length;
  const removed = lines.filter(line => line.kind === 'removed').length;

  if (added === 0 && removed === 0) {
    return (
      <Text as="p" variant="body-medium" color="secondary">
        {t('diff.same')}
      </Text>
    );
  }
  return (
    <div className={styles.root}>
      <div className={styles.toolbar}>
        <span className={styles.summary}>
          <span className={styles.added}>
            <span aria-hidden>+ </span>
            {t('diff.added', { count: added })}
          </span>
          <span className={styles.removed}>
            <span aria-hidden>− </span>
            {t('diff.removed', { count: removed })}
          </span>
        </span>
        <ToggleButtonGroup
          aria-label={t('diff.layout')}
          selectionMode="single"
          disallowEmptySelection
          selectedKeys={[layout]}
          onSelectionChange={keys => setChosen([...keys][0] as DiffLayout)}
        >
          <ToggleButton id="side-by-side">{t('diff.sideBySide')}</ToggleButton>
          <ToggleButton id="unified">{t('diff.unified')}</ToggleButton>
        </ToggleButtonGroup>
      </div>
      <DiffTable
        // What was unfolded belongs to these two texts.
        key={`${beforeTitle}/${afterTitle}`}
        lines={lines}
        layout={layout}
        beforeTitle={beforeTitle}
        afterTitle={afterTitle}
      />
    </div>
  );
}
