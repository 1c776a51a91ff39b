import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { IncidentList } from '@groundcrew/plugin-faults-common';
import { RiErrorWarningFill } from '@remixicon/react';
import { faultsTranslationRef } from '../../translation';
import { Headline } from '../Headline';

/** Props of {@link OpenHeadline}. */
export interface OpenHeadlineProps {
  /** Not empty, those that need an answer first. */
  list: IncidentList;
}

/** How many incidents there are, the worst of them, and how many nobody has answered in time. */
export function OpenHeadline(props: OpenHeadlineProps) {
  const { incidents, nextCursor } = props.list;
  const { t } = useTranslationRef(faultsTranslationRef);
  const [worst] = [...incidents].sort((a, b) =>
    a.severity.localeCompare(b.severity),
  );
  const overdue = incidents.filter(({ isOverdue }) => isOverdue).length;
  const words = {
    severity: worst.severity,
    place: worst.environment ?? worst.object.cluster,
    title: worst.title,
    object: `${worst.object.kind} ${worst.object.name}`,
  };
  return (
    <Headline icon={RiErrorWarningFill} tone="negative">
      {nextCursor
        ? t('list.headlineMore', {
            ...words,
            amount: String(incidents.length),
          })
        : t('list.headline', { ...words, count: incidents.length })}
      {overdue > 0 && <>. {t('list.waiting', { count: overdue })}</>}
    </Headline>
  );
}
