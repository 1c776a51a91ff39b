import { ToggleButton, ToggleButtonGroup } from '@backstage/ui';

/** Props of {@link Choice}. */
export interface ChoiceProps<T extends string> {
  /** What is chosen, for those who do not see the page. */
  label: string;
  options: readonly { id: T; label: string }[];
  value: T;
  onChange(value: T): void;
}

/** One of a few, all of which are seen. */
export function Choice<T extends string>(props: ChoiceProps<T>) {
  const { label, onChange, options, value } = props;
  return (
    <ToggleButtonGroup
      aria-label={label}
      selectionMode="single"
      disallowEmptySelection
      selectedKeys={[value]}
      onSelectionChange={keys => {
        const [chosen] = keys;
        if (chosen !== undefined) {
          onChange(chosen as T);
        }
      }}
    >
      {options.map(option => (
        <ToggleButton key={option.id} id={option.id} size="small">
          {option.label}
        </ToggleButton>
      ))}
    </ToggleButtonGroup>
  );
}
