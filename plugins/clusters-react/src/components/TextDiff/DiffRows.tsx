import { DiffCells } from './DiffCells';
import { pairLines, type DiffLine } from './diffTexts';

/** Props of {@link DiffRows}. */
export interface DiffRowsProps {
  lines: readonly DiffLine[];
  layout: 'side-by-side' | 'unified';
}

/** The rows of some lines of a comparison. */
export function DiffRows(props: DiffRowsProps) {
  const { lines, layout } = props;
  if (layout === 'unified') {
    return (
      <>
        {lines.map((line, index) => (
          <tr key={index}>
            <DiffCells line={line} side="both" />
          </tr>
        ))}
      </>
    );
  }
  return (
    <>
      {pairLines(lines).map(({ before, after }, index) => (
        <tr key={index}>
          <DiffCells line={before} side="before" />
          <DiffCells line={after} side="after" />
        </tr>
      ))}
    </>
  );
}
