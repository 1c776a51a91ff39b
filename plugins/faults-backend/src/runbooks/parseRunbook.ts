import { InputError } from '@backstage/errors';
import {
  runbookFrontMatterSchema,
  type RunbookFrontMatter,
} from '@groundcrew/plugin-faults-common';
import { isNode, LineCounter, parseDocument, type Document } from 'yaml';
import type { ZodError, ZodIssue } from 'zod/v3';
import { splitFrontMatter, type FrontMatter } from './splitFrontMatter';

/** More than a person reads. */
const MOST_CHARACTERS = 256 * 1024;
const MOST_ISSUES = 5;

/** What is written in the file of a runbook. */
export interface ParsedRunbook {
  front: RunbookFrontMatter;
  /** Markdown. */
  body: string;
}

/**
 * Reads the text of a runbook: YAML between two lines of `---`, and Markdown below.
 *
 * @throws InputError with the line and the field of what is wrong
 */
export function parseRunbook(text: string): ParsedRunbook {
  if (text.length > MOST_CHARACTERS) {
    throw new InputError(
      `it is longer than ${MOST_CHARACTERS} characters: a runbook is read while something is broken`,
    );
  }
  const split = splitFrontMatter(text);
  if (!split) {
    throw new InputError(
      "line 1: a runbook begins with a line of '---', its front matter, and another line of '---'",
    );
  }
  const lines = new LineCounter();
  const document = parseDocument(split.front, { lineCounter: lines });
  const [broken] = document.errors;
  if (broken) {
    const line = lineAt(broken.pos[0], lines, split);
    throw new InputError(`line ${line}: ${broken.message.split('\n')[0]}`);
  }
  const parsed = runbookFrontMatterSchema.safeParse(valueOf(document));
  if (!parsed.success) {
    throw new InputError(
      issuesOf(parsed.error)
        .slice(0, MOST_ISSUES)
        .map(issue => inWords(issue, document, lines, split))
        .join('; '),
    );
  }
  return { front: parsed.data, body: split.body };
}

function valueOf(document: Document.Parsed): unknown {
  try {
    // Aliases that unfold to more than a runbook could mean are refused.
    return document.toJS({ maxAliasCount: 20 });
  } catch (error) {
    throw new InputError(`the front matter: ${(error as Error).message}`);
  }
}

/** Of what has several forms, what is wrong with the one that comes closest. */
function issuesOf(error: ZodError): ZodIssue[] {
  return error.issues.flatMap(issue =>
    issue.code === 'invalid_union'
      ? issuesOf(
          [...issue.unionErrors].sort(
            (one, other) => depth(other) - depth(one),
          )[0],
        )
      : [issue],
  );
}

function depth({ issues }: ZodError): number {
  return Math.max(...issues.map(({ path }) => path.length));
}

function inWords(
  { message, path }: ZodIssue,
  document: Document.Parsed,
  lines: LineCounter,
  split: FrontMatter,
): string {
  // What is missing has no line: that of what it is missing from is told.
  for (let length = path.length; length >= 0; length -= 1) {
    const node = document.getIn(path.slice(0, length), true);
    if (isNode(node) && node.range) {
      const line = lineAt(node.range[0], lines, split);
      return `line ${line}: ${path.join('.') || 'front matter'}: ${message}`;
    }
  }
  return `line 1: ${path.join('.') || 'front matter'}: ${message}`;
}

function lineAt(
  offset: number,
  lines: LineCounter,
  { frontLine }: FrontMatter,
): number {
  return lines.linePos(offset).line + frontLine - 1;
}
