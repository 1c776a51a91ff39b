import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Skeleton } from '@backstage/ui';
import type { VerbsQuery } from '@groundcrew/plugin-operations-common';
import { operationsReactTranslationRef } from '../../translation';
import styles from './VerbButtons.module.css';
import { useTargetVerbs } from './useTargetVerbs';
import { VerbButton } from './VerbButton';
import { VerbFailure } from './VerbFailure';

/**
 * Props of {@link VerbButtons}.
 *
 * @public
 */
export interface VerbButtonsProps {
  target: VerbsQuery;
}

/**
 * Every verb of a target as a button. Those that may not be used say why. Nothing where operations are not installed.
 *
 * @public
 */
export function VerbButtons(props: VerbButtonsProps) {
  const { target } = props;
  const { t } = useTranslationRef(operationsReactTranslationRef);
  const { verbs, isLoading, error, refetch } = useTargetVerbs(target);
  if (error) {
    return <VerbFailure error={error} onRetry={refetch} />;
  }
  if (isLoading) {
    return (
      <div className={styles.buttons} data-testid="verbs-skeleton">
        {[88, 72, 96].map(width => (
          <Skeleton key={width} width={width} height={32} />
        ))}
      </div>
    );
  }
  if (!verbs || verbs.length === 0) {
    return null;
  }
  return (
    <div
      className={styles.buttons}
      role="group"
      aria-label={t('verbs.label', { name: target.name })}
    >
      {verbs.map(verb => (
        <VerbButton key={verb.operation} verb={verb} target={target} />
      ))}
    </div>
  );
}
