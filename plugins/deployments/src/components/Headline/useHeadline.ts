import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  clustersReactTranslationRef,
  durationParts,
  useTickingText,
  type Status,
} from '@groundcrew/plugin-clusters-react';
import {
  headlineOf,
  type DeploymentsView,
  type HeadlineClause,
} from '@groundcrew/plugin-deployments-common';
import { deploymentsTranslationRef } from '../../translation';

const STATUS_OF_CLAUSE: Record<HeadlineClause['type'], Status> = {
  degraded: 'degraded',
  unknown: 'unknown',
  'rolling-out': 'progressing',
  paused: 'paused',
  running: 'running',
  stopped: 'stopped',
};

/** The sentence on top, and the worst of what it says. */
export interface HeadlineWords {
  sentence: string;
  status: Status;
}

/** Puts into one sentence what of an entity runs where. */
export function useHeadline(
  view: Pick<DeploymentsView, 'places'>,
): HeadlineWords {
  const { t } = useTranslationRef(deploymentsTranslationRef);
  const { t: tShared } = useTranslationRef(clustersReactTranslationRef);

  const list = (items: string[]) =>
    items.length < 2
      ? items.join('')
      : t('headline.and', {
          first: items.slice(0, -1).join(', '),
          last: items[items.length - 1],
        });

  const words = (clause: HeadlineClause): string => {
    switch (clause.type) {
      case 'degraded': {
        const { environment, notReadyPods, reason } = clause;
        const what =
          notReadyPods > 0
            ? t('headline.notReady', { count: notReadyPods, environment })
            : t('headline.stuck', { environment });
        return reason
          ? t('headline.withReason', { clause: what, reason })
          : what;
      }
      case 'rolling-out': {
        const { environment, version } = clause;
        const percent = String(Math.round(clause.progress * 100));
        return version
          ? t('headline.rollingOut', { version, environment, percent })
          : t('headline.rollingOutUnnamed', { environment, percent });
      }
      case 'paused': {
        const { environment, version } = clause;
        return version
          ? t('headline.paused', { version, environment })
          : t('headline.pausedUnnamed', { environment });
      }
      case 'unknown': {
        const { unit, count } = durationParts(
          Date.now() - Date.parse(clause.since),
        );
        return t('headline.unknown', {
          environment: clause.environment,
          duration: tShared(`time.${unit}`, { amount: String(count) }),
        });
      }
      case 'stopped':
        return t('headline.stopped', { environment: clause.environment });
      default: {
        const environments = list(clause.environments);
        return clause.version
          ? t('headline.running', { version: clause.version, environments })
          : t('headline.runningUnnamed', { environments });
      }
    }
  };

  const clauses = headlineOf(view);
  const sentence = useTickingText(() =>
    capitalized(clauses.map(words).join(', ')),
  );
  if (clauses.length === 0) {
    return { sentence: t('headline.nothing'), status: 'unknown' };
  }
  return { sentence, status: STATUS_OF_CLAUSE[clauses[0].type] };
}

function capitalized(sentence: string): string {
  return sentence.charAt(0).toUpperCase() + sentence.slice(1);
}
