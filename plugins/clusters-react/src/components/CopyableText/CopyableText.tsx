import { CopyButton } from '../CopyButton';
import styles from './CopyableText.module.css';

/**
 * Props of {@link CopyableText}.
 *
 * @public
 */
export interface CopyableTextProps {
  text: string;
  /** What is shown in its place when it is too long. What is copied stays whole. */
  short?: string;
}

/**
 * An identifier: monospace, whole on hover, with a button that copies it.
 *
 * @public
 */
export function CopyableText(props: CopyableTextProps) {
  const { text, short } = props;
  return (
    <span className={styles.root}>
      <code className={styles.text} title={text}>
        {short ?? text}
      </code>
      <CopyButton className={styles.button} text={text} what={text} />
    </span>
  );
}
