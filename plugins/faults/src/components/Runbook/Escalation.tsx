import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { EntityRefLink } from '@backstage/plugin-catalog-react';
import type { Runbook } from '@groundcrew/plugin-faults-common';
import { useDuration } from '../../hooks/useDuration';
import { faultsTranslationRef } from '../../translation';
import { RunbookPart, type RunbookPartProps } from './RunbookPart';

const MINUTE_MS = 60_000;
const ENTITY_REF = /^[a-z]+:[\w.-]+\/[\w.-]+$/i;

/** Props of {@link Escalation}. */
export interface EscalationProps extends Pick<RunbookPartProps, 'level'> {
  escalation: Runbook['escalation'];
}

/** Whom to call when it takes longer. */
export function Escalation(props: EscalationProps) {
  const { escalation = [], level } = props;
  const { t } = useTranslationRef(faultsTranslationRef);
  const duration = useDuration();
  if (escalation.length === 0) {
    return null;
  }
  return (
    <RunbookPart title={t('runbook.escalation')} isPlain level={level}>
      {escalation.map(({ afterMinutes, to }, index) => {
        const who = <Who to={to} />;
        return (
          <li key={index}>
            {afterMinutes === 0
              ? t('runbook.at', { who })
              : t('runbook.after', {
                  time: duration(afterMinutes * MINUTE_MS),
                  who,
                })}
          </li>
        );
      })}
    </RunbookPart>
  );
}

function Who({ to }: { to: string }) {
  const { t } = useTranslationRef(faultsTranslationRef);
  if (to === 'owner') {
    return <>{t('runbook.owner')}</>;
  }
  return ENTITY_REF.test(to) ? <EntityRefLink entityRef={to} /> : <>{to}</>;
}
