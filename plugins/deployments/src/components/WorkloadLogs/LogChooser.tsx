import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Checkbox, Select } from '@backstage/ui';
import { useStableOrder } from '@groundcrew/plugin-clusters-react';
import type { PodView } from '@groundcrew/plugin-deployments-common';
import { deploymentsTranslationRef } from '../../translation';
import { podsByUrgency } from '../WorkloadPods/podsByUrgency';
import type { ChosenLog } from './chosenLog';
import type { AskedLog } from './useChosenLog';
import styles from './WorkloadLogs.module.css';

/** Props of {@link LogChooser}. */
export interface LogChooserProps {
  pods: readonly PodView[];
  chosen: ChosenLog;
  onChoose(asked: AskedLog): void;
}

/** Chooses the pod, the container and the run whose log is shown. */
export function LogChooser(props: LogChooserProps) {
  const { pods, chosen, onChoose } = props;
  const { t } = useTranslationRef(deploymentsTranslationRef);
  const ordered = useStableOrder(podsByUrgency(pods), pod => pod.uid);
  const containers = chosen.view?.containers ?? [];
  return (
    <div className={styles.chooser}>
      <Select
        size="small"
        aria-label={t('logs.pod')}
        value={chosen.pod}
        options={ordered.map(pod => ({ id: pod.name, label: pod.name }))}
        onChange={pod => onChoose({ pod: String(pod) })}
      />
      {containers.length > 1 && (
        <Select
          size="small"
          aria-label={t('logs.container')}
          value={chosen.container}
          options={containers.map(({ name }) => ({ id: name, label: name }))}
          onChange={container =>
            onChoose({ pod: chosen.pod, container: String(container) })
          }
        />
      )}
      <Checkbox
        isSelected={chosen.previous}
        onChange={previous =>
          onChoose({ pod: chosen.pod, container: chosen.container, previous })
        }
      >
        {t('logs.previous')}
      </Checkbox>
    </div>
  );
}
