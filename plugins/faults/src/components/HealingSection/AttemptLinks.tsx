import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Link } from '@backstage/ui';
import type { HealingAttempt } from '@groundcrew/plugin-faults-common';
import { useOperationsPaths } from '@groundcrew/plugin-operations-react';
import { faultsTranslationRef } from '../../translation';
import styles from './HealingSection.module.css';

/** Props of {@link AttemptLinks}. */
export interface AttemptLinksProps {
  attempt: Pick<HealingAttempt, 'operationId' | 'title' | 'undoId'>;
}

/** The ways to the operation of an attempt, and to the one that takes it back. None in an app without the Operations page. */
export function AttemptLinks(props: AttemptLinksProps) {
  const { operationId, title, undoId } = props.attempt;
  const { t } = useTranslationRef(faultsTranslationRef);
  const operations = useOperationsPaths();
  if (!operations || (!operationId && !undoId)) {
    return null;
  }
  const linkTo = (id: string, link: string) => (
    <Link
      href={operations.operation(id)}
      // Several attempts have links of the same words.
      aria-label={t('healing.linkOf', { link, title })}
    >
      {link}
    </Link>
  );
  return (
    <span className={styles.links}>
      {operationId && linkTo(operationId, t('healing.operation'))}
      {undoId && linkTo(undoId, t('healing.undo'))}
    </span>
  );
}
