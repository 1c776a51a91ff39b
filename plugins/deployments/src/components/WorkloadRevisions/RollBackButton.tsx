import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { Revision } from '@groundcrew/plugin-deployments-common';
import {
  VerbButton,
  type VerbButtonProps,
} from '@groundcrew/plugin-operations-react';
import { deploymentsTranslationRef } from '../../translation';
import type { RollBack } from './rollBackOf';

/** Props of {@link RollBackButton}. */
export interface RollBackButtonProps {
  rollBack: RollBack;
  target: VerbButtonProps['target'];
  revision: Revision;
}

/** Opens the dialog that goes back to one revision. Nothing for the one that runs, and for one that is not kept. */
export function RollBackButton(props: RollBackButtonProps) {
  const { rollBack, target, revision } = props;
  const { t } = useTranslationRef(deploymentsTranslationRef);
  const input = rollBack.inputFor(revision.revision);
  if (revision.current || !input) {
    return null;
  }
  return (
    <VerbButton
      verb={rollBack.verb}
      target={target}
      input={input}
      size="small"
      label={t('revisions.rollBack', { revision: revision.revision })}
    />
  );
}
