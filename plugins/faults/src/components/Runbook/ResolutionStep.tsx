import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { RunbookResolutionStep } from '@groundcrew/plugin-faults-common';
import type { ReactNode } from 'react';
import { faultsTranslationRef } from '../../translation';
import { CommandLine } from './CommandLine';
import styles from './Runbook.module.css';

/** Props of {@link ResolutionStep}. */
export interface ResolutionStepProps {
  step: Pick<RunbookResolutionStep, 'text' | 'command' | 'verify'>;
  /** What does it. */
  children?: ReactNode;
}

/** One thing that may be done, and how to see that it helped. */
export function ResolutionStep(props: ResolutionStepProps) {
  const { children, step } = props;
  const { command, text, verify } = step;
  const { t } = useTranslationRef(faultsTranslationRef);
  return (
    <li className={styles.step}>
      <div>{text}</div>
      {children}
      {command && <CommandLine command={command} />}
      {verify && (
        <div className={styles.quiet}>
          {t('runbook.verify', { what: verify })}
        </div>
      )}
    </li>
  );
}
