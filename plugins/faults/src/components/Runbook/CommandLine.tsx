import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { CopyButton } from '@groundcrew/plugin-clusters-react';
import { faultsTranslationRef } from '../../translation';
import styles from './Runbook.module.css';

/** Props of {@link CommandLine}. */
export interface CommandLineProps {
  command: string;
}

/** A command for a terminal, to be copied. */
export function CommandLine(props: CommandLineProps) {
  const { command } = props;
  const { t } = useTranslationRef(faultsTranslationRef);
  return (
    <div className={styles.command}>
      <code>{command}</code>
      <CopyButton text={command} what={t('runbook.command')} />
    </div>
  );
}
