import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { deploymentsTranslationRef } from '../../translation';
import type { VersionLag } from '../../versions';
import styles from './LagNote.module.css';

/** Props of {@link LagNote}. */
export interface LagNoteProps {
  lag: VersionLag;
}

/** Says how far a version is behind. Not a fault: it is told in grey. */
export function LagNote(props: LagNoteProps) {
  const { by, count, version, environment } = props.lag;
  const { t } = useTranslationRef(deploymentsTranslationRef);
  return (
    <p className={styles.note}>
      {by === 'prerelease' || by === 'different'
        ? t(`lag.${by}`, { version, environment })
        : t(`lag.${by}`, { count, version, environment })}
    </p>
  );
}
