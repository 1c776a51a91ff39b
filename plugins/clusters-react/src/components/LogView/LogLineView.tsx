import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { clustersReactTranslationRef } from '../../translation';
import { shownText, type LogLine } from './LogBuffer';
import styles from './LogView.module.css';

/** Props of {@link LogLineView}. */
export interface LogLineViewProps {
  line: LogLine;
  query: string;
  /** Which match of this line is looked at, if one is. */
  currentPosition: number | undefined;
  formatJson: boolean;
  showTimestamps: boolean;
}

/** One line of a log, with what was searched for marked. */
export function LogLineView(props: LogLineViewProps) {
  const { line, query, currentPosition, formatJson, showTimestamps } = props;
  const { t } = useTranslationRef(clustersReactTranslationRef);
  const level = formatJson ? line.json?.level : undefined;
  return (
    <div className={styles.line}>
      {showTimestamps && line.timestamp && (
        <span className={styles.timestamp}>{line.timestamp} </span>
      )}
      {level && (
        <span className={styles.level} data-level={level}>
          {level}{' '}
        </span>
      )}
      {splitAtMatches(shownText(line, formatJson), query).map((part, index) =>
        index % 2 === 0 ? (
          part
        ) : (
          <mark
            key={index}
            className={styles.match}
            data-current={currentPosition === (index - 1) / 2}
          >
            {part}
          </mark>
        ),
      )}
      {line.cutCharacters > 0 && (
        <span className={styles.cut}>
          {' '}
          {t('log.cut', { amount: String(line.cutCharacters) })}
        </span>
      )}
    </div>
  );
}

/** What is between matches at even places, matches at odd ones. */
function splitAtMatches(text: string, query: string): string[] {
  if (!query) {
    return [text];
  }
  const parts: string[] = [];
  const lowerText = text.toLowerCase();
  const lowerQuery = query.toLowerCase();
  let from = 0;
  for (
    let at = lowerText.indexOf(lowerQuery);
    at !== -1;
    at = lowerText.indexOf(lowerQuery, from)
  ) {
    parts.push(text.slice(from, at), text.slice(at, at + query.length));
    from = at + query.length;
  }
  return [...parts, text.slice(from)];
}
