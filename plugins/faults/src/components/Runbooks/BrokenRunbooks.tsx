import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Text } from '@backstage/ui';
import { PlainTable } from '@groundcrew/plugin-clusters-react';
import type { BrokenRunbook } from '@groundcrew/plugin-faults-common';
import { faultsTranslationRef } from '../../translation';
import { PageSection } from '../PageSection';
import styles from './Runbooks.module.css';

/** Props of {@link BrokenRunbooks}. */
export interface BrokenRunbooksProps {
  broken: readonly BrokenRunbook[];
}

/** Files that should be runbooks and are none, and what is wrong with each. */
export function BrokenRunbooks(props: BrokenRunbooksProps) {
  const { t } = useTranslationRef(faultsTranslationRef);
  return (
    <PageSection title={t('runbooks.brokenHeading')}>
      <Text as="p" variant="body-medium" color="secondary">
        {t('runbooks.brokenHint')}
      </Text>
      <PlainTable
        label={t('runbooks.brokenLabel')}
        columns={[t('runbooks.file'), t('runbooks.error')]}
      >
        {props.broken.map(({ error, source }) => (
          <tr key={source}>
            <th scope="row">{source}</th>
            <td className={styles.error}>{error}</td>
          </tr>
        ))}
      </PlainTable>
    </PageSection>
  );
}
