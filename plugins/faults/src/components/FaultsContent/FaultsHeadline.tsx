import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { ObjectRef } from '@groundcrew/plugin-clusters-common';
import { RelativeTime } from '@groundcrew/plugin-clusters-react';
import type {
  FaultsView,
  IncidentSummary,
} from '@groundcrew/plugin-faults-common';
import {
  RiCheckboxCircleFill,
  RiErrorWarningFill,
  RiHeartPulseFill,
  RiNotificationOffLine,
  RiQuestionLine,
} from '@remixicon/react';
import { useEnumeration } from '../../hooks/useEnumeration';
import { faultsTranslationRef } from '../../translation';
import { Headline } from '../Headline';
import { judgementOf } from './judgementOf';

/** Props of {@link FaultsHeadline}. */
export interface FaultsHeadlineProps {
  view: FaultsView;
  size?: 'small' | 'large';
}

/** Whether anything is wrong, in one sentence. */
export function FaultsHeadline(props: FaultsHeadlineProps) {
  const { view, size } = props;
  const { t } = useTranslationRef(faultsTranslationRef);
  const enumeration = useEnumeration();
  // Without the name of the object, what is wrong with it could be said of any.
  const ofObject = ({ name }: ObjectRef, message: string) =>
    message.includes(name)
      ? message
      : t('headline.ofObject', { object: name, message });
  const suspected = ({ message, object, suspect }: IncidentSummary) =>
    suspect
      ? t('headline.suspected', {
          message: ofObject(object, message).replace(/\.$/, ''),
          change: suspect.message,
          when: <RelativeTime at={suspect.at} />,
        })
      : ofObject(object, message);
  const judgement = judgementOf(view);
  switch (judgement.is) {
    case 'incidents': {
      const { worst, count, areMuted, areRecovering } = judgement;
      const place = worst.environment ?? worst.object.cluster;
      if (areRecovering) {
        return (
          <Headline size={size} icon={RiHeartPulseFill} tone="active">
            {t('headline.recovering', {
              count,
              severity: worst.severity,
              place,
              since: (
                <RelativeTime
                  at={worst.recoveringSince ?? worst.openedAt}
                  format="duration"
                />
              ),
              message: ofObject(worst.object, worst.message),
            })}
          </Headline>
        );
      }
      return (
        <Headline
          size={size}
          icon={areMuted ? RiNotificationOffLine : RiErrorWarningFill}
          tone={areMuted ? 'quiet' : 'negative'}
        >
          {t(areMuted ? 'headline.muted' : 'headline.incidents', {
            count,
            severity: worst.severity,
            place,
            since: <RelativeTime at={worst.openedAt} format="duration" />,
            message: suspected(worst),
          })}
        </Headline>
      );
    }
    case 'just-found': {
      const { surest, count } = judgement;
      return (
        <Headline size={size} icon={RiErrorWarningFill} tone="warning">
          {t('headline.justFound', {
            count,
            place: surest.environment ?? surest.finding.object.cluster,
            message: ofObject(surest.finding.object, surest.finding.message),
          })}
        </Headline>
      );
    }
    case 'well':
      return (
        <Headline size={size} icon={RiCheckboxCircleFill} tone="positive">
          {t('headline.well', { places: enumeration(judgement.places) })}
        </Headline>
      );
    default:
      return (
        <Headline size={size} icon={RiQuestionLine} tone="quiet">
          {t('headline.unknown')}
        </Headline>
      );
  }
}
