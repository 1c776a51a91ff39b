import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { HealingPolicyView } from '@groundcrew/plugin-faults-common';
import type { ReactNode } from 'react';
import { useDuration } from '../../hooks/useDuration';
import { useEnumeration } from '../../hooks/useEnumeration';
import { faultsTranslationRef } from '../../translation';
import { Fold } from '../Fold';
import styles from './Healing.module.css';

/** Props of {@link PolicyDetails}. */
export interface PolicyDetailsProps {
  policy: HealingPolicyView;
}

/** For how many faults a policy is; unfolded, which ones, under which conditions, and what it may do. */
export function PolicyDetails(props: PolicyDetailsProps) {
  const { condition, limits, operations, trigger } = props.policy;
  const { environments, faults, worstSeverity } = trigger;
  const { t } = useTranslationRef(faultsTranslationRef);
  const enumeration = useEnumeration();
  const duration = useDuration();
  return (
    <Fold
      title={
        <span title={faults.join(', ')}>
          {t('policies.faults', { count: faults.length })}
        </span>
      }
    >
      <dl className={styles.facts}>
        <Detail label={t('policies.details.faults')}>
          {faults.join(', ')}
        </Detail>
        {environments && (
          <Detail label={t('policies.details.environments')}>
            {enumeration(environments)}
          </Detail>
        )}
        {worstSeverity && (
          <Detail label={t('policies.details.worstSeverity')}>
            {t('policies.details.worstSeverityUpTo', {
              severity: worstSeverity,
            })}
          </Detail>
        )}
        {condition && (
          <Detail label={t('policies.details.condition')}>
            <code className={styles.code}>{condition}</code>
          </Detail>
        )}
        <Detail label={t('policies.details.operations')}>
          {operations.join(', ')}
        </Detail>
        <Detail label={t('policies.details.limits')}>
          {[
            t('policies.details.attempts', { count: limits.attempts }),
            t('policies.details.cooldown', {
              time: duration(limits.cooldownSeconds * 1_000),
            }),
            t('policies.details.helps', {
              time: duration(limits.helpsWithinSeconds * 1_000),
            }),
          ].join(', ')}
        </Detail>
      </dl>
    </Fold>
  );
}

function Detail(props: { label: string; children: ReactNode }) {
  return (
    <div>
      <dt>{props.label}</dt>
      <dd>{props.children}</dd>
    </div>
  );
}
