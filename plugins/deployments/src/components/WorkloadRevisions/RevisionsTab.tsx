import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Text, VisuallyHidden } from '@backstage/ui';
import { TextDiff } from '@groundcrew/plugin-clusters-react';
import type { WorkloadDetail } from '@groundcrew/plugin-deployments-common';
import { deploymentsTranslationRef } from '../../translation';
import { DataTable } from '../DataTable';
import { RevisionRow } from './RevisionRow';
import { RollBackButton } from './RollBackButton';
import { useChosenRevisions } from './useChosenRevisions';
import { useRollBack } from './useRollBack';
import styles from './WorkloadRevisions.module.css';

/** Props of {@link RevisionsTab}. */
export interface RevisionsTabProps {
  detail: WorkloadDetail;
  entityRef: string;
}

/** The revisions of a workload, and what changed between two of them. */
export function RevisionsTab(props: RevisionsTabProps) {
  const { workload, revisions, configurationHidden } = props.detail;
  const { t } = useTranslationRef(deploymentsTranslationRef);
  const { chosen, choose } = useChosenRevisions(revisions);
  const target = { ...workload.ref, entityRef: props.entityRef };
  const rollBack = useRollBack(target);

  if (revisions.length === 0) {
    return (
      <Text as="p" variant="body-medium" color="secondary">
        {t('revisions.none')}
      </Text>
    );
  }
  return (
    <div className={styles.root}>
      <DataTable label={t('revisions.label', { name: workload.ref.name })}>
        <thead>
          <tr>
            <th scope="col" className={styles.choice}>
              {t('revisions.before')}
            </th>
            <th scope="col" className={styles.choice}>
              {t('revisions.after')}
            </th>
            <th scope="col">{t('revisions.revision')}</th>
            <th scope="col">{t('revisions.images')}</th>
            <th scope="col">{t('revisions.cause')}</th>
            <th scope="col" data-align="right">
              {t('revisions.replicas')}
            </th>
            <th scope="col" data-align="right">
              {t('revisions.age')}
            </th>
            {rollBack && (
              <th scope="col">
                <VisuallyHidden>{t('revisions.actions')}</VisuallyHidden>
              </th>
            )}
          </tr>
        </thead>
        <tbody>
          {revisions.map(revision => (
            <RevisionRow
              key={revision.name}
              revision={revision}
              chosen={chosen}
              onChoose={side => choose(side, revision.revision)}
              action={
                rollBack && (
                  <RollBackButton
                    rollBack={rollBack}
                    target={target}
                    revision={revision}
                  />
                )
              }
            />
          ))}
        </tbody>
      </DataTable>
      {chosen ? (
        <section className={styles.root}>
          <Text as="h3" variant="title-x-small">
            {t('revisions.heading', {
              before: chosen.before.revision,
              after: chosen.after.revision,
            })}
          </Text>
          {configurationHidden && (
            <Text as="p" variant="body-small" color="secondary">
              {t('revisions.hidden')}
            </Text>
          )}
          <TextDiff
            before={chosen.before.template}
            after={chosen.after.template}
            beforeTitle={t('revisions.name', {
              revision: chosen.before.revision,
            })}
            afterTitle={t('revisions.name', {
              revision: chosen.after.revision,
            })}
          />
        </section>
      ) : (
        <Text as="p" variant="body-medium" color="secondary">
          {t('revisions.single')}
        </Text>
      )}
    </div>
  );
}
