import { memo } from 'react';
import type { LogBlock } from './LogBuffer';
import { LogLineView } from './LogLineView';
import styles from './LogView.module.css';

/** Props of {@link LogBlockView}. */
export interface LogBlockViewProps {
  block: LogBlock;
  query: string;
  /** The match that is looked at, when it is in this block. */
  currentLineId: number | undefined;
  currentPosition: number | undefined;
  formatJson: boolean;
  showTimestamps: boolean;
}

function LogBlockLines(props: LogBlockViewProps) {
  const { block, currentLineId, currentPosition, ...shown } = props;
  return (
    <div
      className={styles.block}
      style={{ containIntrinsicHeight: `auto ${block.lines.length * 20}px` }}
    >
      {block.lines.map(line => (
        <LogLineView
          key={line.id}
          line={line}
          currentPosition={
            line.id === currentLineId ? currentPosition : undefined
          }
          {...shown}
        />
      ))}
    </div>
  );
}

/** Some hundred lines of a log, rendered anew only when they change, laid out only when they are near. */
export const LogBlockView = memo(LogBlockLines);
