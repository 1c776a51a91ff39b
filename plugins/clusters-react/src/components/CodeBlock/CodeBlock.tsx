import { CopyButton } from '../CopyButton';
import styles from './CodeBlock.module.css';

/**
 * Props of {@link CodeBlock}.
 *
 * @public
 */
export interface CodeBlockProps {
  code: string;
  /** What it is, for the button that copies it. */
  what: string;
}

/**
 * Something to paste elsewhere.
 *
 * @public
 */
export function CodeBlock(props: CodeBlockProps) {
  return (
    <div className={styles.block}>
      {/* A region that scrolls has to be reachable by keyboard. */}
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <pre className={styles.code} tabIndex={0}>
        {props.code}
      </pre>
      <CopyButton className={styles.copy} text={props.code} what={props.what} />
    </div>
  );
}
