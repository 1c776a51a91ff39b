import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { CopyableText, RelativeTime } from '@groundcrew/plugin-clusters-react';
import type { Revision } from '@groundcrew/plugin-deployments-common';
import type { ReactNode } from 'react';
import { deploymentsTranslationRef } from '../../translation';
import type { ChosenRevisions } from './chosenRevisions';
import styles from './WorkloadRevisions.module.css';

/** Props of {@link RevisionRow}. */
export interface RevisionRowProps {
  revision: Revision;
  chosen: ChosenRevisions | undefined;
  onChoose(side: 'before' | 'after'): void;
  /** What may be done with it. Left out, there is no column for that. */
  action?: ReactNode;
}

/** One revision, to look at and to choose for a comparison. */
export function RevisionRow(props: RevisionRowProps) {
  const { revision, chosen, onChoose, action } = props;
  const { t } = useTranslationRef(deploymentsTranslationRef);
  return (
    <tr>
      <td className={styles.choice}>
        <input
          type="radio"
          name="before"
          aria-label={t('revisions.selectBefore', {
            revision: revision.revision,
          })}
          checked={chosen?.before.name === revision.name}
          onChange={() => onChoose('before')}
        />
      </td>
      <td className={styles.choice}>
        <input
          type="radio"
          name="after"
          aria-label={t('revisions.selectAfter', {
            revision: revision.revision,
          })}
          checked={chosen?.after.name === revision.name}
          onChange={() => onChoose('after')}
        />
      </td>
      <th scope="row">
        <strong>{revision.revision}</strong>
        {revision.version && ` · ${revision.version}`}
        {revision.current && (
          <span className={styles.current}>{t('revisions.current')}</span>
        )}
      </th>
      <td>
        {revision.images.map(image => (
          <div key={image.container}>
            <CopyableText
              text={image.image}
              short={image.image.slice(image.image.lastIndexOf('/') + 1)}
            />
          </div>
        ))}
      </td>
      <td>
        {revision.changeCause ?? (
          <span className={styles.quiet}>{t('revisions.noCause')}</span>
        )}
      </td>
      <td data-align="right">{revision.replicas}</td>
      <td data-align="right">
        {revision.createdAt && (
          <RelativeTime at={revision.createdAt} format="duration" />
        )}
      </td>
      {action !== undefined && <td>{action}</td>}
    </tr>
  );
}
