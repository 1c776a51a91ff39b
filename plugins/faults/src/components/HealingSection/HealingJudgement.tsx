import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Link } from '@backstage/ui';
import type { HealingView } from '@groundcrew/plugin-faults-common';
import { operationsReactTranslationRef } from '@groundcrew/plugin-operations-react';
import { useIncidentsPaths } from '../../hooks/useIncidentsPaths';
import { faultsTranslationRef } from '../../translation';
import { AttemptTimeline } from './AttemptTimeline';
import styles from './HealingSection.module.css';
import { HealingStateBadge } from './HealingStateBadge';
import { PassedOverList } from './PassedOverList';

/** Props of {@link HealingJudgement}. */
export interface HealingJudgementProps {
  view: HealingView;
}

/** What healing does about an incident or why it does nothing, what comes next, and what it tried. */
export function HealingJudgement(props: HealingJudgementProps) {
  const { attempts, next, passedOver, policy, reason, state } = props.view;
  const { t } = useTranslationRef(faultsTranslationRef);
  const { t: words } = useTranslationRef(operationsReactTranslationRef);
  const paths = useIncidentsPaths();
  return (
    <>
      {/* It changes while it is looked at. */}
      <p className={styles.reason} role="status">
        {reason}
      </p>
      <span className={styles.state}>
        <HealingStateBadge state={state} />
        {policy && (
          <span className={styles.quiet}>
            {t('healing.policy', {
              policy: paths ? (
                <Link href={paths.healing}>{policy}</Link>
              ) : (
                <span>{policy}</span>
              ),
            })}
          </span>
        )}
      </span>
      {next && (
        <span>
          {t('healing.next', { what: <strong>{next.title}</strong> })}
          <span className={styles.quiet}>
            {' · '}
            {words(`risk.${next.risk}`)}
          </span>
        </span>
      )}
      {attempts.length > 0 && <AttemptTimeline attempts={attempts} />}
      {passedOver.length > 0 && <PassedOverList passedOver={passedOver} />}
    </>
  );
}
