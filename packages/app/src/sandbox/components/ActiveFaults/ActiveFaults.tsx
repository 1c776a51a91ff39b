import {
  toastApiRef,
  useApi,
  useTranslationRef,
} from '@backstage/frontend-plugin-api';
import { Button, Card, CardBody, CardHeader, Text } from '@backstage/ui';
import { useState } from 'react';
import { reasonOf } from '../../../reasonOf';
import { ActiveFault, Fault } from '../../api';
import { sandboxTranslationRef } from '../../translation';
import { placeOf } from '../../targetsOf';
import { useFaultWords } from '../../useFaultWords';
import styles from './ActiveFaults.module.css';

/** Props of {@link ActiveFaults}. */
export interface ActiveFaultsProps {
  active: readonly ActiveFault[];
  faults: readonly Fault[];
  onRevert: (activeFaultId: string) => Promise<void>;
}

/** What is broken now, each with a way back. */
export function ActiveFaults({ active, faults, onRevert }: ActiveFaultsProps) {
  const { t } = useTranslationRef(sandboxTranslationRef);
  const toasts = useApi(toastApiRef);
  const words = useFaultWords(faults);
  const [reverting, setReverting] = useState<string>();

  const revert = async (applied: ActiveFault) => {
    setReverting(applied.id);
    try {
      await onRevert(applied.id);
      toasts.post({
        title: t('active.reverted', { fault: words.nameOf(applied.fault) }),
        timeout: 5_000,
      });
    } catch (failure) {
      toasts.post({
        title: t('active.failed'),
        description: reasonOf(failure),
        status: 'danger',
      });
    } finally {
      setReverting(undefined);
    }
  };

  return (
    <Card>
      <CardHeader>
        <Text as="h2" variant="title-x-small" weight="bold">
          {t('active.title')}
        </Text>
      </CardHeader>
      <CardBody>
        {active.length === 0 ? (
          <Text color="secondary">{t('active.none')}</Text>
        ) : (
          <ul className={styles.list} aria-label={t('active.list')}>
            {active.map(applied => (
              <li key={applied.id} className={styles.item}>
                <div className={styles.words}>
                  <Text weight="bold">{words.nameOf(applied.fault)}</Text>
                  <Text color="secondary">{placeOf(applied)}</Text>
                </div>
                <Button
                  variant="secondary"
                  isPending={reverting === applied.id}
                  onPress={() => revert(applied)}
                  aria-label={t('active.revertLabel', {
                    fault: words.nameOf(applied.fault),
                    place: placeOf(applied),
                  })}
                >
                  {t('active.revert')}
                </Button>
              </li>
            ))}
          </ul>
        )}
      </CardBody>
    </Card>
  );
}
