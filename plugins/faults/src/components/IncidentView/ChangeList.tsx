import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Button, Link } from '@backstage/ui';
import { RelativeTime } from '@groundcrew/plugin-clusters-react';
import type { Change } from '@groundcrew/plugin-faults-common';
import {
  shortRef,
  useOperationsPaths,
} from '@groundcrew/plugin-operations-react';
import { useState } from 'react';
import { faultsTranslationRef } from '../../translation';
import { ObjectName } from '../ObjectName';
import styles from './IncidentView.module.css';

/** How many changes are shown at first. */
const FOLDED = 6;

/** Props of {@link ChangeList}. */
export interface ChangeListProps {
  changes: readonly Change[];
  entityOf(object: Change['object']): string | undefined;
}

/** What changed before it began and since, those that may be why first. */
export function ChangeList(props: ChangeListProps) {
  const { changes, entityOf } = props;
  const { t } = useTranslationRef(faultsTranslationRef);
  const [isWhole, setWhole] = useState(false);
  if (changes.length === 0) {
    return <span className={styles.quiet}>{t('changes.none')}</span>;
  }
  const folded = changes.length - FOLDED;
  return (
    <>
      <ul className={styles.rows}>
        {(isWhole ? changes : changes.slice(0, FOLDED)).map((change, index) => (
          <ChangeRow key={index} change={change} entityOf={entityOf} />
        ))}
      </ul>
      {folded > 0 && (
        <Button
          size="small"
          variant="secondary"
          className={styles.more}
          aria-expanded={isWhole}
          onPress={() => setWhole(!isWhole)}
        >
          {isWhole
            ? t('changes.less')
            : t('changes.rest', { amount: String(folded) })}
        </Button>
      )}
    </>
  );
}

function ChangeRow(props: {
  change: Change;
  entityOf: ChangeListProps['entityOf'];
}) {
  const { at, by, isSuspect, kind, message, object, operationId } =
    props.change;
  const { t } = useTranslationRef(faultsTranslationRef);
  const operations = useOperationsPaths();
  return (
    <li className={styles.row} data-suspect={isSuspect === true}>
      <span className={styles.tag}>{t(`changes.kind.${kind}`)}</span>
      <span className={styles.words}>
        <span>
          {message}
          {isSuspect && (
            <span className={styles.suspect}>{t('changes.suspect')}</span>
          )}
        </span>
        <span className={styles.quiet}>
          <RelativeTime at={at} />
          {by && (
            <>
              {' '}
              {t('changes.by', {
                who: <span title={by}>{shortRef(by)}</span>,
              })}
            </>
          )}
          {' · '}
          <ObjectName
            object={object}
            entityRef={props.entityOf(object)}
            isShort
          />
          {operationId && operations && (
            <>
              {' · '}
              <Link href={operations.operation(operationId)}>
                {t('changes.operation')}
              </Link>
            </>
          )}
        </span>
      </span>
    </li>
  );
}
