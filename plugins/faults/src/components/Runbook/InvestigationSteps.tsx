import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Checkbox, Link } from '@backstage/ui';
import type { RunbookInvestigationStep } from '@groundcrew/plugin-faults-common';
import { useCheckedSteps } from '../../hooks/useCheckedSteps';
import { faultsTranslationRef } from '../../translation';
import { CommandLine } from './CommandLine';
import styles from './Runbook.module.css';
import { RunbookPart, type RunbookPartProps } from './RunbookPart';

/** Props of {@link InvestigationSteps}. */
export interface InvestigationStepsProps
  extends Pick<RunbookPartProps, 'level'> {
  steps: readonly RunbookInvestigationStep[];
  /** Tells what is ticked off here from what is elsewhere. */
  listKey: string;
}

/** What is to be found out, to be ticked off. */
export function InvestigationSteps(props: InvestigationStepsProps) {
  const { level, listKey, steps } = props;
  const { t } = useTranslationRef(faultsTranslationRef);
  const checked = useCheckedSteps(listKey);
  return (
    <RunbookPart title={t('runbook.investigation')} level={level}>
      {steps.map(({ command, link, text }, index) => (
        <li key={index} className={styles.step}>
          <Checkbox
            isSelected={checked.isChecked(index)}
            onChange={isChecked => checked.check(index, isChecked)}
          >
            {text}
          </Checkbox>
          {link && (
            <span className={styles.indent}>
              <Link href={link} aria-label={`${t('runbook.link')}: ${text}`}>
                {t('runbook.link')}
              </Link>
            </span>
          )}
          {command && (
            <div className={styles.indent}>
              <CommandLine command={command} />
            </div>
          )}
        </li>
      ))}
    </RunbookPart>
  );
}
