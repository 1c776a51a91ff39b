import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Button } from '@backstage/ui';
import type { Proposal } from '@groundcrew/plugin-faults-common';
import {
  useOperationDialog,
  useVerbs,
  VerbButton,
} from '@groundcrew/plugin-operations-react';
import { faultsTranslationRef } from '../../translation';

/** Props of {@link ProposalButton}. */
export interface ProposalButtonProps {
  title: string;
  operation: Pick<
    NonNullable<Proposal['operation']>,
    'id' | 'target' | 'input'
  >;
  entityRef: string | undefined;
}

/** Opens the dialog of the operation that is proposed, filled in; or says why it may not be used. */
export function ProposalButton(props: ProposalButtonProps) {
  const { entityRef, operation, title } = props;
  const { t } = useTranslationRef(faultsTranslationRef);
  const dialog = useOperationDialog();
  const target = { ...operation.target, entityRef };
  const { data, isLoading } = useVerbs(target);
  const verb = data?.verbs.find(one => one.operation === operation.id);
  if (verb) {
    return (
      <VerbButton
        verb={verb}
        target={target}
        input={operation.input}
        label={t('proposals.preview')}
        size="small"
      />
    );
  }
  return (
    <Button
      size="small"
      variant="secondary"
      isDisabled={isLoading}
      // What stands in its way is said by the dialog.
      onPress={() =>
        dialog.open({
          title,
          request: {
            operation: operation.id,
            target: operation.target,
            input: operation.input,
            entityRef,
          },
        })
      }
    >
      {t('proposals.preview')}
    </Button>
  );
}
