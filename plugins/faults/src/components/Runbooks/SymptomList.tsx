import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { RunbookSummary } from '@groundcrew/plugin-faults-common';
import { useEnumeration } from '../../hooks/useEnumeration';
import { faultsTranslationRef } from '../../translation';
import { Fold } from '../Fold';
import styles from './Runbooks.module.css';

/** Props of {@link SymptomList}. */
export interface SymptomListProps {
  runbook: Pick<RunbookSummary, 'match' | 'symptoms'>;
}

/** For how many faults a runbook is; unfolded, which ones, and under which conditions. */
export function SymptomList(props: SymptomListProps) {
  const { match = {}, symptoms } = props.runbook;
  const { t } = useTranslationRef(faultsTranslationRef);
  const enumeration = useEnumeration();
  const { entities, environments, kinds, suspects } = match;
  const only = (
    [
      ['onlyKinds', kinds],
      ['onlyEnvironments', environments],
      ['onlyEntities', entities],
      [
        'onlySuspects',
        suspects?.map(kind =>
          t(`changes.kind.${kind}`).toLocaleLowerCase('en-US'),
        ),
      ],
    ] as const
  ).flatMap(([key, values]) =>
    values ? [t(`runbooks.${key}`, { what: enumeration([...values]) })] : [],
  );
  return (
    <>
      <Fold title={t('runbooks.symptoms', { count: symptoms.length })}>
        <ul className={styles.symptoms}>
          {symptoms.map(({ id, title = id, type }) => (
            <li key={id} title={id}>
              {t(`runbooks.all.${type}`, { id, title })}
            </li>
          ))}
        </ul>
      </Fold>
      {only.map(words => (
        <div key={words} className={styles.quiet}>
          {words}
        </div>
      ))}
    </>
  );
}
