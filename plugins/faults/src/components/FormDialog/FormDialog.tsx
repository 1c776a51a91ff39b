import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  Alert,
  Button,
  Dialog,
  DialogBody,
  DialogFooter,
  DialogHeader,
  Text,
} from '@backstage/ui';
import { messageOf } from '@groundcrew/plugin-clusters-react';
import type { ReactNode } from 'react';
import { faultsTranslationRef } from '../../translation';
import styles from './FormDialog.module.css';

/** Props of {@link FormDialog}. */
export interface FormDialogProps {
  title: string;
  hint?: string;
  /** On the button. */
  submit: string;
  /** Whether what was filled in can be sent. */
  isComplete: boolean;
  isSending: boolean;
  /** Why it was not taken. */
  failure: Error | undefined;
  onSubmit(): void;
  onClose(): void;
  /** What is to be filled in. */
  children: ReactNode;
}

/** Asks for something. What was filled in is kept when it is not taken. */
export function FormDialog(props: FormDialogProps) {
  const { children, failure, hint, isComplete, isSending, onClose, title } =
    props;
  const { t } = useTranslationRef(faultsTranslationRef);
  return (
    <Dialog
      isOpen
      // A click beside it would throw away what was typed. The Escape key and the buttons close it.
      isDismissable={false}
      width={520}
      onOpenChange={isOpen => {
        if (!isOpen) {
          onClose();
        }
      }}
    >
      <DialogHeader>{title}</DialogHeader>
      <DialogBody className={styles.body}>
        {hint && (
          <Text as="p" variant="body-medium" color="secondary">
            {hint}
          </Text>
        )}
        {children}
        {failure && (
          <Alert
            role="alert"
            status="danger"
            icon
            title={t('actions.failed')}
            description={messageOf(failure)}
          />
        )}
      </DialogBody>
      <DialogFooter>
        <Button variant="secondary" onPress={onClose}>
          {t('actions.cancel')}
        </Button>
        <Button
          variant="primary"
          isDisabled={!isComplete}
          isPending={isSending}
          onPress={props.onSubmit}
        >
          {props.submit}
        </Button>
      </DialogFooter>
    </Dialog>
  );
}
