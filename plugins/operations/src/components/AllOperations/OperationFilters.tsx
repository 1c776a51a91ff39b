import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Select } from '@backstage/ui';
import {
  FilterBar,
  FilterField,
  useSuggestions,
} from '@groundcrew/plugin-clusters-react';
import {
  operationPhaseSchema,
  type OperationPhase,
  type OperationSummary,
} from '@groundcrew/plugin-operations-common';
import { operationsReactTranslationRef } from '@groundcrew/plugin-operations-react';
import { operationsTranslationRef } from '../../translation';
import { TEXT_FILTERS, type PageFilter } from './pageFilter';
import { suggestedValues } from './suggestedValues';

/** Props of {@link OperationFilters}. */
export interface OperationFiltersProps {
  filter: PageFilter;
  /** What is shown: what it has can be filtered by. */
  operations: readonly OperationSummary[];
  onChange(more: Partial<Omit<PageFilter, 'cursor'>>): void;
}

/** What may be filtered by. */
export function OperationFilters(props: OperationFiltersProps) {
  const { filter, operations, onChange } = props;
  const { t } = useTranslationRef(operationsTranslationRef);
  const { t: phases } = useTranslationRef(operationsReactTranslationRef);
  const suggestions = useSuggestions(operations, suggestedValues);
  return (
    <FilterBar label={t('filters.label')} narrowestPx={120}>
      {TEXT_FILTERS.map(name => (
        <FilterField
          key={name}
          label={t(`filters.${name}`)}
          value={filter[name]}
          suggestions={suggestions[name]}
          onCommit={value => onChange({ [name]: value })}
        />
      ))}
      <Select
        label={t('filters.outcome')}
        placeholder={t('filters.anyOutcome')}
        selectionMode="multiple"
        options={operationPhaseSchema.options.map(phase => ({
          id: phase,
          label: phases(`phase.${phase}`),
        }))}
        value={[...filter.outcome]}
        onChange={keys => onChange({ outcome: keys as OperationPhase[] })}
      />
      {(['from', 'to'] as const).map(name => (
        <FilterField
          key={name}
          type="date"
          label={t(`filters.${name}`)}
          value={filter[name]}
          onCommit={value => onChange({ [name]: value })}
        />
      ))}
    </FilterBar>
  );
}
