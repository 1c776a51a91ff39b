import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { RiEyeOffLine } from '@remixicon/react';
import { clustersReactTranslationRef } from '../../translation';
import { CopyButton } from '../CopyButton';
import styles from './YamlView.module.css';
import { yamlTokens } from './yamlTokens';

/**
 * Props of {@link YamlView}.
 *
 * @public
 */
export interface YamlViewProps {
  yaml: string;
  /** What it is, for the label: "Deployment checkout". */
  name: string;
  /** Whether values were taken out for this reader. */
  configurationHidden?: boolean;
}

/**
 * An object as YAML, to read and to copy.
 *
 * @public
 */
export function YamlView(props: YamlViewProps) {
  const { yaml, name, configurationHidden = false } = props;
  const { t } = useTranslationRef(clustersReactTranslationRef);
  return (
    <div className={styles.root}>
      {configurationHidden && (
        <p className={styles.hidden}>
          <RiEyeOffLine size={16} aria-hidden />
          {t('yaml.configurationHidden')}
        </p>
      )}
      <div className={styles.frame}>
        <CopyButton className={styles.copy} text={yaml} what={t('yaml.what')} />
        {/* A region that scrolls has to be reachable by keyboard. */}
        {/* eslint-disable jsx-a11y/no-noninteractive-tabindex */}
        <pre
          className={styles.yaml}
          role="region"
          aria-label={t('yaml.label', { name })}
          tabIndex={0}
        >
          {/* eslint-enable jsx-a11y/no-noninteractive-tabindex */}
          {yaml
            .replace(/\n$/, '')
            .split('\n')
            .map((line, index) => (
              <span key={index} className={styles.line}>
                {yamlTokens(line).map(({ kind, text }, position) => (
                  <span key={position} className={styles[kind]}>
                    {text}
                  </span>
                ))}
                {'\n'}
              </span>
            ))}
        </pre>
      </div>
    </div>
  );
}
