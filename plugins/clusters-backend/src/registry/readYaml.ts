import { LineCounter, parseAllDocuments } from 'yaml';

/** Larger than any kubeconfig. */
const MAX_CHARACTERS = 524_288;

/**
 * More than any kubeconfig has of what YAML is built from: lines, keys and entries. It is these that the parser takes
 * long for, some 30 µs each, and not the long values of certificates.
 */
const MAX_MARKS = 10_000;
const MARK = /[\n[{,:]|- /g;

/** YAML as plain values, or what is wrong with it, to be read after the name of the thing. */
export type ReadYaml = { content: unknown } | { refused: string };

/**
 * Reads YAML that a stranger wrote.
 *
 * @remarks
 *
 * The messages of the parser repeat pieces of the text, which holds credentials: only the position is passed on.
 */
export function readYaml(text: string): ReadYaml {
  if (text.length > MAX_CHARACTERS) {
    return { refused: 'is larger than 512 kB' };
  }
  if ((text.match(MARK)?.length ?? 0) > MAX_MARKS) {
    return { refused: 'has more lines and entries than a kubeconfig can have' };
  }
  const lines = new LineCounter();
  try {
    const documents = parseAllDocuments(text, {
      prettyErrors: false,
      lineCounter: lines,
      // Looks at every pair of keys of a map: a map of 100,000 keys would keep the process busy for minutes.
      uniqueKeys: false,
      logLevel: 'silent',
    });
    if (!Array.isArray(documents) || documents.length === 0) {
      return { refused: 'is empty' };
    }
    const [document, ...more] = documents;
    const [error] = document.errors;
    if (error) {
      const { line, col } = lines.linePos(error.pos[0]);
      return {
        refused: `is not valid YAML: see line ${line}, column ${col}`,
      };
    }
    if (more.length > 0) {
      return { refused: 'holds several YAML documents. Give one' };
    }
    // No kubeconfig needs an alias, and a few of them in a row unfold into gigabytes.
    return { content: document.toJS({ maxAliasCount: 0 }) };
  } catch (error) {
    const isAlias = error instanceof ReferenceError;
    return {
      refused: isAlias
        ? 'uses YAML aliases, which are not allowed here'
        : 'is not valid YAML',
    };
  }
}
