import { useEffect, useMemo, useState } from 'react';
import { shownText, type LogSnapshot } from './LogBuffer';

/** One place in which the words were found. */
export interface LogMatch {
  lineId: number;
  /** Counts the matches of its line from 0. */
  position: number;
}

/** What {@link useLogSearch} answers. */
export interface LogSearch {
  query: string;
  setQuery(query: string): void;
  total: number;
  /** Counted from 1; 0 when there is none. */
  current: number;
  currentMatch: LogMatch | undefined;
  next(): void;
  previous(): void;
}

/** Finds words in a log, whatever their case. New lines do not move the match that is looked at. */
export function useLogSearch(
  snapshot: LogSnapshot,
  formatJson: boolean,
): LogSearch {
  const [query, setQuery] = useState('');
  const [selected, setSelected] = useState<LogMatch>();

  const matches = useMemo(
    () => findMatches(snapshot, query, formatJson),
    [snapshot, query, formatJson],
  );
  const found = matches.findIndex(
    match =>
      match.lineId === selected?.lineId && match.position === selected.position,
  );
  // Of a log one reads the end: the search begins with the newest match.
  const index = found === -1 ? matches.length - 1 : found;

  useEffect(() => {
    setSelected(undefined);
  }, [query]);

  const select = (step: number) => {
    if (matches.length > 0) {
      setSelected(matches[(index + step + matches.length) % matches.length]);
    }
  };

  return {
    query,
    setQuery,
    total: matches.length,
    current: index + 1,
    currentMatch: matches[index],
    next: () => select(1),
    previous: () => select(-1),
  };
}

function findMatches(
  { blocks }: LogSnapshot,
  query: string,
  formatJson: boolean,
): LogMatch[] {
  const words = query.toLowerCase();
  if (!words) {
    return [];
  }
  const matches: LogMatch[] = [];
  for (const line of blocks.flatMap(block => block.lines)) {
    const text = shownText(line, formatJson).toLowerCase();
    let position = 0;
    for (
      let at = text.indexOf(words);
      at !== -1;
      at = text.indexOf(words, at + words.length)
    ) {
      matches.push({ lineId: line.id, position });
      position += 1;
    }
  }
  return matches;
}
