import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Text } from '@backstage/ui';
import { TextDiff } from '@groundcrew/plugin-clusters-react';
import type { Preview } from '@groundcrew/plugin-operations-common';
import { operationsReactTranslationRef } from '../../translation';
import { ImpactList } from './ImpactList';
import styles from './PreviewView.module.css';

/**
 * Props of {@link PreviewView}.
 *
 * @public
 */
export interface PreviewViewProps {
  preview: Preview;
  /** Left out below a heading that says it already. */
  heading?: 'none';
}

/**
 * What an operation would do: in a sentence, as exact differences, and what it may do besides.
 *
 * @public
 */
export function PreviewView(props: PreviewViewProps) {
  const { preview, heading } = props;
  const { t } = useTranslationRef(operationsReactTranslationRef);
  return (
    <div className={styles.root}>
      <Text as="p" variant="body-medium" weight="bold">
        {preview.summary}
      </Text>
      <ImpactList impacts={preview.impacts} />
      {heading !== 'none' && (
        <Text as="h3" variant="title-x-small">
          {t('preview.heading')}
        </Text>
      )}
      {preview.changes.length === 0 && (
        <Text as="p" variant="body-medium" color="secondary">
          {t('preview.nothing')}
        </Text>
      )}
      {preview.changes.map(change => {
        const { kind, name, namespace } = change.object;
        return (
          <div key={`${kind}/${namespace}/${name}`} className={styles.change}>
            <Text as="p" variant="body-medium">
              {t(`preview.action.${change.action}`, { kind, name })}
              {change.fields.length > 0 && (
                <span className={styles.quiet}>
                  {' '}
                  {t('preview.fields', { fields: change.fields.join(', ') })}
                </span>
              )}
            </Text>
            <TextDiff
              before={withoutEmpty(change.before)}
              after={withoutEmpty(change.after)}
              beforeTitle={t('preview.before', { name })}
              afterTitle={t('preview.after', { name })}
            />
          </div>
        );
      })}
      <Text as="p" variant="body-small" color="secondary">
        {t(
          preview.source === 'dry-run' ? 'preview.dryRun' : 'preview.computed',
        )}
      </Text>
    </div>
  );
}

/** Nothing at all is written as an empty object in YAML, which would look like a line that goes. */
function withoutEmpty(yaml: string): string {
  return yaml.trim() === '{}' ? '' : yaml;
}
