import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Switch } from '@backstage/ui';
import { RelativeTime } from '@groundcrew/plugin-clusters-react';
import type { HealingPolicyView } from '@groundcrew/plugin-faults-common';
import { shortRef } from '@groundcrew/plugin-operations-react';
import { faultsTranslationRef } from '../../translation';
import { ActionButton } from '../ActionButton';
import styles from './Healing.module.css';
import { ModeBadge } from './ModeBadge';
import { PolicyDetails } from './PolicyDetails';
import { PolicyRecord } from './PolicyRecord';
import { SuccessRate } from './SuccessRate';

/** Props of {@link PolicyRow}. */
export interface PolicyRowProps {
  policy: HealingPolicyView;
  /** Why it may not be switched. Left out, it may. */
  blockedBy: string | undefined;
  onMode(policy: HealingPolicyView): void;
  onEnable(policy: HealingPolicyView): void;
  onForget(policy: HealingPolicyView): void;
  onTry(policy: HealingPolicyView): void;
}

/** One policy, and the ways to switch it. */
export function PolicyRow(props: PolicyRowProps) {
  const { blockedBy, onEnable, onForget, onMode, onTry, policy } = props;
  const { changedAt, changedBy, enabled, mode, priority, title, why } = policy;
  const { t } = useTranslationRef(faultsTranslationRef);
  const change = `${t('policies.change')} …`;
  const attempt = `${t('policies.try')} …`;
  const forget = `${t('policies.forget')} …`;
  const state = t(enabled ? 'policies.on' : 'policies.off');
  return (
    <tr>
      <th scope="row" className={styles.policy}>
        {title}
        <div className={styles.quiet}>{why}</div>
        {changedBy && changedAt && (
          <div className={styles.quiet}>
            {t('policies.changed', {
              who: <span title={changedBy}>{shortRef(changedBy)}</span>,
              when: <RelativeTime at={changedAt} />,
            })}
          </div>
        )}
      </th>
      <td>
        <span className={styles.mode}>
          <ModeBadge mode={mode} />
          <ActionButton
            label={change}
            ariaLabel={`${change} ${title}`}
            blockedBy={blockedBy}
            onPress={() => onMode(policy)}
          />
        </span>
      </td>
      <td title={blockedBy}>
        <Switch
          label={state}
          aria-label={t('policies.switchOf', { state, title })}
          isSelected={enabled}
          // It can be focused all the same. Why it may not be used stands above the table.
          isReadOnly={blockedBy !== undefined}
          onChange={() => onEnable(policy)}
        />
      </td>
      <td className={styles.details}>
        <PolicyDetails policy={policy} />
      </td>
      <td>
        <PolicyRecord record={policy.record} />
      </td>
      <td>
        <SuccessRate record={policy.record} />
      </td>
      <td className={styles.number}>{priority}</td>
      <td>
        <span className={styles.mode}>
          <ActionButton
            label={attempt}
            ariaLabel={`${attempt} ${title}`}
            onPress={() => onTry(policy)}
          />
          <ActionButton
            label={forget}
            ariaLabel={`${forget} ${title}`}
            blockedBy={blockedBy}
            onPress={() => onForget(policy)}
          />
        </span>
      </td>
    </tr>
  );
}
