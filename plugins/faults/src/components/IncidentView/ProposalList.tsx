import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { Proposal } from '@groundcrew/plugin-faults-common';
import { operationsReactTranslationRef } from '@groundcrew/plugin-operations-react';
import { faultsTranslationRef } from '../../translation';
import { ProposalButton } from '../ProposalButton';
import styles from './IncidentView.module.css';

/** Props of {@link ProposalList}. */
export interface ProposalListProps {
  proposals: readonly Proposal[];
  /** The entity to which a target belongs, where one is known. */
  entityOf(
    object: NonNullable<Proposal['operation']>['target'],
  ): string | undefined;
}

/** What may be done about it: operations through their dialog, and what only people can do. */
export function ProposalList(props: ProposalListProps) {
  const { entityOf, proposals } = props;
  const { t } = useTranslationRef(faultsTranslationRef);
  const { t: words } = useTranslationRef(operationsReactTranslationRef);
  if (proposals.length === 0) {
    return <span className={styles.quiet}>{t('proposals.none')}</span>;
  }
  return (
    <ul className={styles.rows}>
      {proposals.map(({ operation, title, why }, index) => (
        <li key={index} className={styles.proposal}>
          <span className={styles.words}>
            <strong>{title}</strong>
            <span className={styles.quiet}>{why}</span>
          </span>
          <span className={styles.proposalAct}>
            <span className={styles.quiet}>
              {operation
                ? words(`risk.${operation.risk}`)
                : t('proposals.byHand')}
            </span>
            {operation && (
              <ProposalButton
                title={title}
                operation={operation}
                entityRef={entityOf(operation.target)}
              />
            )}
          </span>
        </li>
      ))}
    </ul>
  );
}
