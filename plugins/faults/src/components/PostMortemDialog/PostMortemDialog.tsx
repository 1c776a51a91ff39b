import { useApi, useTranslationRef } from '@backstage/frontend-plugin-api';
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
import {
  CopyButton,
  messageOf,
  saveFile,
} from '@groundcrew/plugin-clusters-react';
import { toError } from '@backstage/errors';
import { useEffect, useState } from 'react';
import { faultsApiRef } from '../../api';
import { faultsTranslationRef } from '../../translation';
import styles from './PostMortemDialog.module.css';

/** Props of {@link PostMortemDialog}. */
export interface PostMortemDialogProps {
  id: number;
  onClose(): void;
}

/** Shows the draft of a post-mortem, to copy or to keep as a file. */
export function PostMortemDialog(props: PostMortemDialogProps) {
  const { id, onClose } = props;
  const { t } = useTranslationRef(faultsTranslationRef);
  const faultsApi = useApi(faultsApiRef);
  const [draft, setDraft] = useState<string>();
  const [failure, setFailure] = useState<Error>();

  useEffect(() => {
    const controller = new AbortController();
    const ask = async () => {
      try {
        const { signal } = controller;
        setDraft(await faultsApi.getPostMortem(id, { signal }));
      } catch (error) {
        if (!controller.signal.aborted) {
          setFailure(toError(error));
        }
      }
    };
    void ask();
    return () => controller.abort();
  }, [faultsApi, id]);

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
      <DialogHeader>{t('postMortem.title', { id: String(id) })}</DialogHeader>
      <DialogBody className={styles.body}>
        <Text as="p" variant="body-medium" color="secondary">
          {t('postMortem.hint')}
        </Text>
        {failure && (
          <Alert
            role="alert"
            status="danger"
            icon
            title={t('postMortem.failed', { message: messageOf(failure) })}
          />
        )}
        {draft === undefined && !failure && <Skeleton height={320} />}
        {draft !== undefined && (
          <div className={styles.frame}>
            <CopyButton
              className={styles.copy}
              text={draft}
              what={t('postMortem.what')}
            />
            {/* A region that scrolls has to be reachable by keyboard. */}
            {/* eslint-disable jsx-a11y/no-noninteractive-tabindex */}
            <pre
              className={styles.draft}
              tabIndex={0}
              role="region"
              aria-label={t('postMortem.label')}
            >
              {draft}
            </pre>
            {/* eslint-enable jsx-a11y/no-noninteractive-tabindex */}
          </div>
        )}
      </DialogBody>
      <DialogFooter>
        <Button variant="secondary" onPress={onClose}>
          {t('actions.close')}
        </Button>
        <Button
          variant="primary"
          isDisabled={draft === undefined}
          onPress={() => saveFile(`incident-${id}.md`, draft ?? '')}
        >
          {t('postMortem.download')}
        </Button>
      </DialogFooter>
    </Dialog>
  );
}
