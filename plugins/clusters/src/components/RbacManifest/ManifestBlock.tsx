import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { CopyButton } from '@groundcrew/plugin-clusters-react';
import { clustersTranslationRef } from '../../translation';
import styles from './RbacManifest.module.css';

/** Props of {@link ManifestBlock}. */
export interface ManifestBlockProps {
  label: string;
  /** YAML. */
  manifest: string;
}

/** A manifest to copy. */
export function ManifestBlock(props: ManifestBlockProps) {
  const { label, manifest } = props;
  const { t } = useTranslationRef(clustersTranslationRef);
  return (
    <figure className={styles.block}>
      <figcaption className={styles.caption}>
        {label}
        <CopyButton text={manifest} what={t('register.manifestWhat')} />
      </figcaption>
      {/* It scrolls, so the keyboard must be able to get there. */}
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <pre className={styles.text} tabIndex={0} aria-label={label}>
        {manifest}
      </pre>
    </figure>
  );
}
