import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Checkbox, Select } from '@backstage/ui';
import {
  FilterBar,
  FilterField,
  useSuggestions,
} from '@groundcrew/plugin-clusters-react';
import {
  severitySchema,
  type IncidentSummary,
  type Severity,
} from '@groundcrew/plugin-faults-common';
import { faultsTranslationRef } from '../../translation';
import { ME } from './backendFilter';
import styles from './IncidentFilters.module.css';
import { TEXT_FILTERS, type PageFilter } from './pageFilter';
import { suggestedValues } from './suggestedValues';

/** Props of {@link IncidentFilters}. */
export interface IncidentFiltersProps {
  filter: PageFilter;
  /** What is shown: what it has can be filtered by. */
  incidents: readonly IncidentSummary[];
  /** Whether they are those of the past, which may be filtered by when they were. */
  isHistory?: boolean;
  onChange(more: Partial<Omit<PageFilter, 'cursor'>>): void;
}

/** What incidents may be filtered by. */
export function IncidentFilters(props: IncidentFiltersProps) {
  const { filter, incidents, isHistory, onChange } = props;
  const { t } = useTranslationRef(faultsTranslationRef);
  const suggestions = useSuggestions(incidents, suggestedValues);
  return (
    <FilterBar label={t('filters.label')} narrowestPx={130}>
      {isHistory && (
        <Select
          label={t('filters.state')}
          options={[
            { id: 'resolved', label: t('filters.stateResolved') },
            { id: 'all', label: t('filters.stateAll') },
          ]}
          value={filter.state === 'all' ? 'all' : 'resolved'}
          onChange={key => onChange({ state: key === 'all' ? 'all' : '' })}
        />
      )}
      <Select
        label={t('filters.severity')}
        placeholder={t('filters.any')}
        selectionMode="multiple"
        options={severitySchema.options.map(id => ({ id, label: id }))}
        value={[...filter.severity]}
        onChange={keys => onChange({ severity: keys as Severity[] })}
      />
      {TEXT_FILTERS.map(name => (
        <FilterField
          key={name}
          label={t(`filters.${name}`)}
          value={filter[name]}
          suggestions={suggestions[name]}
          onCommit={value => onChange({ [name]: value })}
        />
      ))}
      {isHistory &&
        (['from', 'to'] as const).map(name => (
          <FilterField
            key={name}
            type="date"
            label={t(`filters.${name}`)}
            value={filter[name]}
            onCommit={value => onChange({ [name]: value })}
          />
        ))}
      <div className={styles.choices}>
        <Checkbox
          isSelected={filter.assignee === ME}
          onChange={isMine => onChange({ assignee: isMine ? ME : '' })}
        >
          {t('filters.mine')}
        </Checkbox>
        <Checkbox
          isSelected={filter.muted === 'true'}
          onChange={isMuted => onChange({ muted: isMuted ? 'true' : '' })}
        >
          {t('filters.muted')}
        </Checkbox>
      </div>
    </FilterBar>
  );
}
