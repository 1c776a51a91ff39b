import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { Problem } from '@groundcrew/plugin-deployments-common';
import { deploymentsTranslationRef } from '../../translation';
import styles from './ProblemNote.module.css';

/** Props of {@link ProblemNote}. */
export interface ProblemNoteProps {
  problems: readonly Problem[];
}

/** The worst problem in the words of Kubernetes, and how many more there are. */
export function ProblemNote(props: ProblemNoteProps) {
  const [worst, ...others] = props.problems;
  const { t } = useTranslationRef(deploymentsTranslationRef);
  if (!worst) {
    return null;
  }
  return (
    <div className={styles.note}>
      <strong>
        {worst.pod
          ? t('flow.problem', { reason: worst.reason, pod: worst.pod })
          : worst.reason}
      </strong>
      {worst.message && <span>{worst.message}</span>}
      {others.length > 0 && (
        <span>{t('flow.more', { count: others.length })}</span>
      )}
    </div>
  );
}
