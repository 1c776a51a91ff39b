import { diffLines } from 'diff';

/** One line of a comparison. A line that is in both has both numbers. */
export interface DiffLine {
  kind: 'same' | 'added' | 'removed';
  text: string;
  /** Counted from 1, in the text before. */
  before?: number;
  /** Counted from 1, in the text after. */
  after?: number;
}

/** Lines that changed and what is around them, or a run of unchanged lines that can be folded. */
export interface DiffSection {
  /** Stable for the same two texts. */
  id: string;
  folded: boolean;
  lines: DiffLine[];
}

/** Two lines side by side; either may be missing. */
export interface DiffPair {
  before?: DiffLine;
  after?: DiffLine;
}

/** How many unchanged lines are shown around a change. */
const CONTEXT_LINES = 3;

/** Compares two texts line by line. */
export function diffTexts(before: string, after: string): DiffLine[] {
  const lines: DiffLine[] = [];
  let beforeNumber = 1;
  let afterNumber = 1;
  for (const part of diffLines(before, after)) {
    for (const text of part.value.replace(/\n$/, '').split('\n')) {
      if (part.added) {
        lines.push({ kind: 'added', text, after: afterNumber++ });
      } else if (part.removed) {
        lines.push({ kind: 'removed', text, before: beforeNumber++ });
      } else {
        lines.push({
          kind: 'same',
          text,
          before: beforeNumber++,
          after: afterNumber++,
        });
      }
    }
  }
  return lines;
}

/** Cuts a comparison into what is worth reading and runs of unchanged lines between. */
export function foldUnchanged(lines: readonly DiffLine[]): DiffSection[] {
  const near = lines.map((_, index) =>
    lines
      .slice(Math.max(0, index - CONTEXT_LINES), index + CONTEXT_LINES + 1)
      .some(line => line.kind !== 'same'),
  );
  const sections: DiffSection[] = [];
  lines.forEach((line, index) => {
    const folded = !near[index];
    const last = sections[sections.length - 1];
    if (last && last.folded === folded) {
      last.lines.push(line);
    } else {
      sections.push({ id: `section-${index}`, folded, lines: [line] });
    }
  });
  return sections;
}

/** Puts lines that replace each other beside each other. */
export function pairLines(lines: readonly DiffLine[]): DiffPair[] {
  const pairs: DiffPair[] = [];
  let removed: DiffLine[] = [];
  let added: DiffLine[] = [];
  const flush = () => {
    for (
      let index = 0;
      index < Math.max(removed.length, added.length);
      index++
    ) {
      pairs.push({ before: removed[index], after: added[index] });
    }
    removed = [];
    added = [];
  };
  for (const line of lines) {
    if (line.kind === 'removed') {
      removed.push(line);
    } else if (line.kind === 'added') {
      added.push(line);
    } else {
      flush();
      pairs.push({ before: line, after: line });
    }
  }
  flush();
  return pairs;
}
