import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { RelativeTime } from '@groundcrew/plugin-clusters-react';
import type { ContainerState } from '@groundcrew/plugin-deployments-common';
import { deploymentsTranslationRef } from '../../translation';
import styles from './WorkloadPods.module.css';

/** Props of {@link ContainerStateWords}. */
export interface ContainerStateWordsProps {
  state: ContainerState | undefined;
}

/** What a container does, or how a run of it ended: reason, exit code, when. */
export function ContainerStateWords(props: ContainerStateWordsProps) {
  const { state } = props;
  const { t } = useTranslationRef(deploymentsTranslationRef);
  if (!state) {
    return null;
  }
  const facts = [
    ...(state.exitCode === undefined
      ? []
      : [t('pods.exitCode', { code: String(state.exitCode) })]),
    ...(state.signal === undefined
      ? []
      : [t('pods.signal', { signal: String(state.signal) })]),
  ].join(', ');
  return (
    <>
      <div>
        <strong>{state.reason ?? t(`pods.${state.type}`)}</strong>
        {state.type === 'running' && state.startedAt && (
          <>
            {' '}
            {t('pods.since', {
              duration: <RelativeTime at={state.startedAt} format="duration" />,
            })}
          </>
        )}
      </div>
      {facts && <div>{facts}</div>}
      {state.type === 'terminated' && state.finishedAt && (
        <div>
          <RelativeTime at={state.finishedAt} />
        </div>
      )}
      {state.message && <div className={styles.quiet}>{state.message}</div>}
    </>
  );
}
