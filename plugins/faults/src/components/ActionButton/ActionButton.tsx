import { Button, Tooltip, TooltipTrigger } from '@backstage/ui';
import styles from './ActionButton.module.css';

/** Props of {@link ActionButton}. */
export interface ActionButtonProps {
  label: string;
  /** Tells buttons of one label apart, for those who do not see what stands beside them. It begins with the label. */
  ariaLabel?: string;
  /** Why it may not be used. Left out, it may. */
  blockedBy?: string;
  isPending?: boolean;
  variant?: 'primary' | 'secondary' | 'tertiary';
  onPress(): void;
}

/** Does something. One that may not be used can be focused all the same: it says why. */
export function ActionButton(props: ActionButtonProps) {
  const { ariaLabel, blockedBy, isPending, label, onPress, variant } = props;
  const button = (
    <Button
      size="small"
      variant={variant ?? 'secondary'}
      className={blockedBy ? styles.blocked : undefined}
      aria-label={ariaLabel}
      aria-disabled={blockedBy ? true : undefined}
      isPending={isPending}
      onPress={() => {
        if (!blockedBy) {
          onPress();
        }
      }}
    >
      {label}
    </Button>
  );
  return blockedBy ? (
    <TooltipTrigger delay={200} shouldCloseOnPress={false}>
      {button}
      <Tooltip>{blockedBy}</Tooltip>
    </TooltipTrigger>
  ) : (
    button
  );
}
