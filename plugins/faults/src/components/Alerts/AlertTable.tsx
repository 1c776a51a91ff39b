import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { PlainTable } from '@groundcrew/plugin-clusters-react';
import type { AlertView } from '@groundcrew/plugin-faults-common';
import { faultsTranslationRef } from '../../translation';
import { AlertRow } from './AlertRow';

const COLUMNS = [
  'alert',
  'object',
  'state',
  'importance',
  'since',
  'incident',
  'silence',
] as const;

/** Props of {@link AlertTable}. */
export interface AlertTableProps {
  alerts: readonly AlertView[];
  label: string;
}

/** Alerts, and what became of each. */
export function AlertTable(props: AlertTableProps) {
  const { t } = useTranslationRef(faultsTranslationRef);
  return (
    <PlainTable
      label={props.label}
      columns={COLUMNS.map(column => t(`alerts.${column}`))}
    >
      {props.alerts.map(alert => (
        <AlertRow key={alert.id} alert={alert} />
      ))}
    </PlainTable>
  );
}
