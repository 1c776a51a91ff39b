import { useEffect, useId, useState } from 'react';
import styles from './FilterField.module.css';

/**
 * Props of {@link FilterField}.
 *
 * @public
 */
export interface FilterFieldProps {
  label: string;
  value: string;
  type?: 'text' | 'date';
  /** What it could be filled with; anything else may be typed too. */
  suggestions?: readonly string[];
  onCommit(value: string): void;
}

/**
 * One filter. It takes effect with the Enter key, when it is left, and when a suggestion is chosen: not with every letter.
 *
 * @remarks
 *
 * Plain inputs: those of the design system know no suggestions that are not the only choices, and no dates as texts.
 *
 * @public
 */
export function FilterField(props: FilterFieldProps) {
  const { label, value, type = 'text', suggestions = [], onCommit } = props;
  const id = useId();
  const [typed, setTyped] = useState(value);
  useEffect(() => setTyped(value), [value]);

  const commit = (next: string) => {
    const trimmed = next.trim();
    if (trimmed !== value) {
      onCommit(trimmed);
    }
  };
  return (
    <div className={styles.field}>
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        type={type}
        className={styles.input}
        list={suggestions.length > 0 ? `${id}-list` : undefined}
        value={typed}
        autoComplete="off"
        onChange={event => {
          const next = event.target.value;
          setTyped(next);
          if (suggestions.includes(next) || type === 'date') {
            commit(next);
          }
        }}
        onBlur={() => commit(typed)}
        onKeyDown={event => {
          if (event.key === 'Enter') {
            commit(typed);
          }
        }}
      />
      {suggestions.length > 0 && (
        <datalist id={`${id}-list`}>
          {suggestions.map(suggestion => (
            <option key={suggestion} value={suggestion} />
          ))}
        </datalist>
      )}
    </div>
  );
}
