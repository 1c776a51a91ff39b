import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { EntityRefLink } from '@backstage/plugin-catalog-react';
import { Link } from '@backstage/ui';
import {
  EnvironmentLabel,
  RelativeTime,
} from '@groundcrew/plugin-clusters-react';
import type { OperationDetail } from '@groundcrew/plugin-operations-common';
import {
  ActorName,
  Duration,
  operationsReactTranslationRef,
  useOperationsPaths,
} from '@groundcrew/plugin-operations-react';
import type { ReactNode } from 'react';
import { operationsTranslationRef } from '../../translation';
import { TargetName } from '../TargetName';
import styles from './OperationPage.module.css';

/** Props of {@link OperationFacts}. */
export interface OperationFactsProps {
  detail: OperationDetail;
}

/** What an operation is about, who asked for it, why and when. */
export function OperationFacts(props: OperationFactsProps) {
  const { detail } = props;
  const { t } = useTranslationRef(operationsTranslationRef);
  const { t: words } = useTranslationRef(operationsReactTranslationRef);
  const paths = useOperationsPaths();
  const linkTo = (id: string) =>
    paths ? (
      <Link href={paths.operation(id)}>{t('operation.another')}</Link>
    ) : (
      id
    );
  const { startedAt, endedAt, input } = detail;
  return (
    <dl className={styles.facts}>
      <Fact label={t('operation.target')}>
        <TargetName target={detail.target} />
      </Fact>
      {detail.environment && (
        <Fact label={t('operation.environment')}>
          <EnvironmentLabel
            environment={detail.environment}
            fallback={detail.target.cluster}
          />
        </Fact>
      )}
      {detail.targetOwner && (
        <Fact label={t('operation.owner')}>
          <EntityRefLink entityRef={detail.targetOwner} />
        </Fact>
      )}
      {detail.entityRef && (
        <Fact label={t('operation.entity')}>
          <EntityRefLink entityRef={detail.entityRef} />
        </Fact>
      )}
      <Fact label={t('operation.askedBy')}>
        <ActorName actor={detail.requestedBy} />
      </Fact>
      <Fact label={t('operation.askedAt')}>
        <RelativeTime at={detail.requestedAt} />
      </Fact>
      {startedAt && (
        <Fact label={t('operation.began')}>
          <RelativeTime at={startedAt} />
        </Fact>
      )}
      {startedAt && endedAt && (
        <Fact label={t('operation.took')}>
          <Duration from={startedAt} to={endedAt} />
        </Fact>
      )}
      <Fact label={t('operation.risk')}>{words(`risk.${detail.risk}`)}</Fact>
      <Fact label={t('operation.reason')}>
        {detail.reason ?? t('operation.noReason')}
      </Fact>
      {Object.keys(input).length > 0 && (
        <Fact label={t('operation.input')}>
          {Object.entries(input)
            .map(([name, value]) => `${name}: ${wordsOf(value)}`)
            .join(', ')}
        </Fact>
      )}
      {detail.undoes && (
        <Fact label={t('operation.undoes')}>{linkTo(detail.undoes)}</Fact>
      )}
      {detail.parent && (
        <Fact label={t('operation.parent')}>{linkTo(detail.parent)}</Fact>
      )}
    </dl>
  );
}

function Fact(props: { label: string; children: ReactNode }) {
  return (
    <div>
      <dt>{props.label}</dt>
      <dd>{props.children}</dd>
    </div>
  );
}

function wordsOf(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
