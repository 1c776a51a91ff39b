import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { VisuallyHidden } from '@backstage/ui';
import type { Impact } from '@groundcrew/plugin-operations-common';
import {
  RiAlertLine,
  RiErrorWarningFill,
  RiInformationLine,
} from '@remixicon/react';
import { operationsReactTranslationRef } from '../../translation';
import styles from './PreviewView.module.css';

const ICONS = {
  note: RiInformationLine,
  warning: RiAlertLine,
  danger: RiErrorWarningFill,
};

const WORST_FIRST: Impact['severity'][] = ['danger', 'warning', 'note'];

/** Props of {@link ImpactList}. */
export interface ImpactListProps {
  impacts: readonly Impact[];
}

/** What an operation may do besides, the worst first. Nothing where there is nothing to know. */
export function ImpactList(props: ImpactListProps) {
  const { t } = useTranslationRef(operationsReactTranslationRef);
  if (props.impacts.length === 0) {
    return null;
  }
  const impacts = [...props.impacts].sort(
    (left, right) =>
      WORST_FIRST.indexOf(left.severity) - WORST_FIRST.indexOf(right.severity),
  );
  return (
    <ul className={styles.list} aria-label={t('preview.impacts')}>
      {impacts.map(({ severity, code, message }) => {
        const Icon = ICONS[severity];
        return (
          <li key={`${code} ${message}`} data-severity={severity}>
            <Icon size={16} className={styles.icon} aria-hidden />
            <span>
              <VisuallyHidden>
                {t(`preview.severity.${severity}`)}:{' '}
              </VisuallyHidden>
              {message}
            </span>
          </li>
        );
      })}
    </ul>
  );
}
