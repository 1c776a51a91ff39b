import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Button, Card, CardBody, Link, Text } from '@backstage/ui';
import {
  EnvironmentLabel,
  RelativeTime,
} from '@groundcrew/plugin-clusters-react';
import type { OperationSummary } from '@groundcrew/plugin-operations-common';
import {
  ActorName,
  useOperationsPaths,
} from '@groundcrew/plugin-operations-react';
import { useId, useState } from 'react';
import { operationsTranslationRef } from '../../translation';
import { DecisionPanel, type DecisionPanelProps } from '../DecisionPanel';
import { TargetName } from '../TargetName';
import styles from './WaitingOperations.module.css';

/** Props of {@link WaitingCard}. */
export interface WaitingCardProps {
  operation: OperationSummary;
  onDecided: DecisionPanelProps['onDecided'];
}

/** One operation that waits for an answer; unfolded, what it would do now, and the answer. */
export function WaitingCard(props: WaitingCardProps) {
  const { operation, onDecided } = props;
  const { id, title, target, environment, requestedBy, requestedAt, reason } =
    operation;
  const { t } = useTranslationRef(operationsTranslationRef);
  const paths = useOperationsPaths();
  const [isOpen, setOpen] = useState(false);
  const panelId = useId();
  return (
    <Card>
      <CardBody className={styles.card}>
        <div className={styles.top}>
          <div className={styles.words}>
            <Text as="h3" variant="title-x-small">
              {title}
            </Text>
            <span className={styles.facts}>
              <EnvironmentLabel
                environment={environment}
                fallback={target.cluster}
              />
              <TargetName target={target} />
            </span>
            <Text as="p" variant="body-medium">
              {t('waiting.askedBy', {
                who: <ActorName actor={requestedBy} />,
                when: <RelativeTime at={requestedAt} />,
              })}
              : {reason ?? t('waiting.noReason')}
            </Text>
          </div>
          <div className={styles.actions}>
            {paths && (
              <Link href={paths.operation(id)}>{t('waiting.open')}</Link>
            )}
            <Button
              variant={isOpen ? 'secondary' : 'primary'}
              aria-expanded={isOpen}
              aria-controls={panelId}
              onPress={() => setOpen(!isOpen)}
            >
              {t(isOpen ? 'waiting.hide' : 'waiting.look')}
            </Button>
          </div>
        </div>
        <div id={panelId} hidden={!isOpen}>
          {isOpen && (
            <DecisionPanel operation={operation} onDecided={onDecided} />
          )}
        </div>
      </CardBody>
    </Card>
  );
}
