import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Alert, Button, Skeleton, Text } from '@backstage/ui';
import { messageOf } from '@groundcrew/plugin-clusters-react';
import type { PreviewAnswer } from '@groundcrew/plugin-operations-common';
import type { Answer } from '../../hooks/useAnswer';
import { operationsReactTranslationRef } from '../../translation';
import { ChangedSince } from './ChangedSince';
import { PreviewView } from './PreviewView';
import styles from './PreviewView.module.css';
import { VerdictList } from './VerdictList';

/**
 * Props of {@link PreviewAgain}.
 *
 * @public
 */
export interface PreviewAgainProps {
  /** What `usePreviewAgain` knows. */
  answer: Answer<PreviewAnswer>;
}

/**
 * What an operation that was asked for before would do now, what is different from then, and what the rules say.
 *
 * @public
 */
export function PreviewAgain(props: PreviewAgainProps) {
  const { askAgain, data, error } = props.answer;
  const { t } = useTranslationRef(operationsReactTranslationRef);
  return (
    <>
      {error && (
        <Alert
          role="alert"
          status="danger"
          icon
          title={t('preview.again.failed')}
          description={messageOf(error)}
          customActions={
            <Button size="small" variant="secondary" onPress={askAgain}>
              {t('preview.again.retry')}
            </Button>
          }
        />
      )}
      {!data && !error && (
        <div className={styles.skeleton}>
          <Text as="p" variant="body-small" color="secondary">
            {t('preview.again.computing')}
          </Text>
          <Skeleton height={140} />
        </div>
      )}
      {data && (
        <>
          <ChangedSince changes={data.changedSince ?? []} />
          <PreviewView preview={data.preview} />
          <VerdictList verdicts={data.availability.verdicts} />
        </>
      )}
    </>
  );
}
