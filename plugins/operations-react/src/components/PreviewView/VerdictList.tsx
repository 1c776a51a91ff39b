import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Text } from '@backstage/ui';
import type { RuleVerdict } from '@groundcrew/plugin-operations-common';
import {
  RiCheckLine,
  RiHourglassLine,
  RiProhibitedLine,
} from '@remixicon/react';
import { operationsReactTranslationRef } from '../../translation';
import styles from './PreviewView.module.css';

const ICONS = {
  wait: RiHourglassLine,
  refuse: RiProhibitedLine,
};

/**
 * Props of {@link VerdictList}.
 *
 * @public
 */
export interface VerdictListProps {
  verdicts: readonly RuleVerdict[];
}

/**
 * What the safety rules say of an operation, each with its name. Nothing where no rule has a say.
 *
 * @public
 */
export function VerdictList(props: VerdictListProps) {
  const { verdicts } = props;
  const { t } = useTranslationRef(operationsReactTranslationRef);
  if (verdicts.length === 0) {
    return null;
  }
  const passed = verdicts.filter(({ verdict }) => verdict === 'pass');
  return (
    <section className={styles.root}>
      <Text as="h3" variant="title-x-small">
        {t('preview.verdicts')}
      </Text>
      <ul className={styles.list}>
        {verdicts.map(({ rule, verdict, message, until }) => {
          if (verdict === 'pass') {
            return null;
          }
          const Icon = ICONS[verdict];
          return (
            <li key={`${rule} ${message}`} data-verdict={verdict}>
              <Icon size={16} className={styles.icon} aria-hidden />
              <span>
                <strong>{t(`preview.verdict.${verdict}`)}</strong>{' '}
                <code>{rule}</code>: {message}
                {until && (
                  <span className={styles.quiet}>
                    {' '}
                    {t('preview.until', {
                      time: new Date(until).toLocaleString(),
                    })}
                  </span>
                )}
              </span>
            </li>
          );
        })}
        {passed.length > 0 && (
          <li data-verdict="pass">
            <RiCheckLine size={16} className={styles.icon} aria-hidden />
            <span>
              {t('preview.passed', {
                count: passed.length,
                rules: passed.map(({ rule }) => rule).join(', '),
              })}
            </span>
          </li>
        )}
      </ul>
    </section>
  );
}
