import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  Alert,
  Button,
  Dialog,
  DialogBody,
  DialogFooter,
  DialogHeader,
  Skeleton,
  Text,
} from '@backstage/ui';
import { messageOf } from '@groundcrew/plugin-clusters-react';
import {
  healingModeSchema,
  type HealingMode,
  type HealingPolicyView,
} from '@groundcrew/plugin-faults-common';
import { useState } from 'react';
import { usePolicyTrial } from '../../hooks/usePolicyTrial';
import { faultsTranslationRef } from '../../translation';
import { Choice } from '../Choice';
import styles from './Healing.module.css';
import { TrialResult } from './TrialResult';

const DAYS = ['7', '30', '90'] as const;
type Days = (typeof DAYS)[number];

/** Props of {@link TrialDialog}. */
export interface TrialDialogProps {
  policy: HealingPolicyView;
  onClose(): void;
}

/** Says what a policy would have made of incidents that are over. */
export function TrialDialog(props: TrialDialogProps) {
  const { onClose, policy } = props;
  const { t } = useTranslationRef(faultsTranslationRef);
  const [mode, setMode] = useState<HealingMode>('auto');
  const [days, setDays] = useState<Days>('30');
  const { failure, trial } = usePolicyTrial(policy.id, mode, Number(days));
  return (
    <Dialog
      isOpen
      width={840}
      onOpenChange={isOpen => {
        if (!isOpen) {
          onClose();
        }
      }}
    >
      <DialogHeader>{t('trial.title', { title: policy.title })}</DialogHeader>
      <DialogBody className={styles.trial}>
        <Text as="p" variant="body-medium" color="secondary">
          {t('trial.hint')}
        </Text>
        <div className={styles.choices}>
          <span>
            {t('trial.mode')}
            <Choice<HealingMode>
              label={t('trial.mode')}
              options={healingModeSchema.options.map(id => ({
                id,
                label: t(`mode.${id}`),
              }))}
              value={mode}
              onChange={setMode}
            />
          </span>
          <span>
            {t('trial.days')}
            <Choice<Days>
              label={t('trial.days')}
              options={DAYS.map(id => ({
                id,
                label: t('trial.daysOf', { count: Number(id) }),
              }))}
              value={days}
              onChange={setDays}
            />
          </span>
        </div>
        {failure && (
          <Alert
            role="alert"
            status="danger"
            icon
            title={t('trial.failed')}
            description={messageOf(failure)}
          />
        )}
        {!trial && !failure && (
          <Skeleton height={200} data-testid="trial-skeleton" />
        )}
        {trial && <TrialResult trial={trial} />}
      </DialogBody>
      <DialogFooter>
        <Button variant="secondary" onPress={onClose}>
          {t('trial.close')}
        </Button>
      </DialogFooter>
    </Dialog>
  );
}
