import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Text } from '@backstage/ui';
import type { AlertList, AlertState } from '@groundcrew/plugin-faults-common';
import { RiAlarmWarningLine, RiCheckLine } from '@remixicon/react';
import { faultsTranslationRef } from '../../translation';
import { Headline } from '../Headline';

/** Props of {@link AlertsHeadline}. */
export interface AlertsHeadlineProps {
  list: AlertList;
}

/** How many alerts ask for attention, and what becomes of the others. */
export function AlertsHeadline(props: AlertsHeadlineProps) {
  const { alerts, hidden, threshold } = props.list;
  const { t } = useTranslationRef(faultsTranslationRef);
  const countOf = (state: AlertState) =>
    alerts.filter(alert => alert.state === state).length;
  const [firing, recorded, silenced] = [
    countOf('firing'),
    countOf('recorded'),
    countOf('silenced'),
  ];
  const others = [
    recorded > 0 && t('alerts.recorded', { count: recorded }),
    silenced > 0 && t('alerts.silenced', { count: silenced }),
  ]
    .filter(Boolean)
    .join('');
  return (
    <>
      <Headline
        icon={firing > 0 ? RiAlarmWarningLine : RiCheckLine}
        tone={firing > 0 ? 'warning' : 'positive'}
      >
        {firing > 0
          ? t('alerts.headline', { count: firing, others })
          : t('alerts.headlineNone', { others })}
      </Headline>
      <Text as="p" variant="body-medium" color="secondary">
        {[
          t('alerts.hint', { threshold: String(threshold) }),
          ...(hidden > 0 ? [t('alerts.hidden', { count: hidden })] : []),
        ].join(' ')}
      </Text>
    </>
  );
}
