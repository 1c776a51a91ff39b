const FENCE = /^---[ \t]*$/;

/** A text and the YAML before it. */
export interface FrontMatter {
  /** YAML. */
  front: string;
  /** The line on which the YAML begins, counted from 1. */
  frontLine: number;
  /** What stands below it. */
  body: string;
}

/** Parts a text from the YAML between two lines of `---` before it; undefined where there is none. */
export function splitFrontMatter(text: string): FrontMatter | undefined {
  const lines = text.replace(/^\uFEFF/, '').split(/\r?\n/);
  if (!FENCE.test(lines[0])) {
    return undefined;
  }
  const end = lines.findIndex((line, index) => index > 0 && FENCE.test(line));
  return end < 0
    ? undefined
    : {
        front: lines.slice(1, end).join('\n'),
        frontLine: 2,
        body: lines
          .slice(end + 1)
          .join('\n')
          .trim(),
      };
}
