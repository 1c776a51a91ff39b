import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Alert } from '@backstage/ui';
import type {
  ConnectionCheck,
  ConnectionTestResult,
} from '@groundcrew/plugin-clusters-common';
import {
  RiCheckLine,
  RiCloseCircleLine,
  RiErrorWarningLine,
  RiSubtractLine,
  type RemixiconComponentType,
} from '@remixicon/react';
import { clustersTranslationRef } from '../../translation';
import { ManifestBlock } from '../RbacManifest/ManifestBlock';
import styles from './RegisterPage.module.css';

/** Props of {@link TestResult}. */
export interface TestResultProps {
  result: ConnectionTestResult;
}

const ICONS: Record<ConnectionCheck['outcome'], RemixiconComponentType> = {
  passed: RiCheckLine,
  failed: RiCloseCircleLine,
  warning: RiErrorWarningLine,
  skipped: RiSubtractLine,
};

/** What a connection test saw, step by step, and which permissions are missing. */
export function TestResult(props: TestResultProps) {
  const { result } = props;
  const { t } = useTranslationRef(clustersTranslationRef);
  const verdict = () => {
    if (!result.usable) {
      return t('register.unusable');
    }
    return result.missing.length > 0
      ? t('register.usableWithGaps')
      : t('register.usable');
  };
  return (
    <div className={styles.result} role="status">
      <Alert
        status={result.usable ? 'success' : 'danger'}
        icon
        title={verdict()}
      />
      <ul className={styles.checks}>
        {result.checks.map(check => {
          const Icon = ICONS[check.outcome];
          return (
            <li key={check.id} data-outcome={check.outcome}>
              <Icon
                size={18}
                aria-label={t(`register.outcome.${check.outcome}`)}
              />
              <span>{check.message}</span>
            </li>
          );
        })}
      </ul>
      {result.missing.length > 0 && (
        <>
          <strong>{t('register.missing')}</strong>
          <ul className={styles.missing}>
            {result.missing.map(({ apiGroup, resource, verbs, effect }) => (
              <li key={`${apiGroup}/${resource}`}>
                <code>
                  {verbs.join(', ')}{' '}
                  {apiGroup ? `${resource}.${apiGroup}` : resource}
                </code>{' '}
                {effect}
              </li>
            ))}
          </ul>
        </>
      )}
      {result.manifest && (
        <ManifestBlock
          label={t('register.missingManifest')}
          manifest={result.manifest}
        />
      )}
    </div>
  );
}
