import fs from 'node:fs/promises';

const shownLines = 15;

function parseLine(line) {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

// As Node prints what nobody caught.
const thrown = /^\s*(\[cause\]: )?(Uncaught )?\w*Error: /;

/** What a backend's log says to a person: the errors if there are any, the last lines if there are none. */
export function explainBackendLog(log) {
  const lines = log.trim().split('\n');
  const messages = lines
    .map(line => ({ line, entry: parseLine(line) }))
    .map(({ line, entry }) => ({
      isError: entry?.level === 'error',
      text: entry?.message
        ? `${entry.plugin ?? entry.service ?? 'backend'}: ${entry.message}`
        : line,
    }));
  const errors = messages.filter(
    ({ isError, text }) => isError || thrown.test(text),
  );
  return (errors.length > 0 ? errors : messages)
    .slice(-shownLines)
    .map(({ text }) => `  ${text}`)
    .join('\n');
}

export async function readBackendLog(logFile) {
  const log = await fs.readFile(logFile, 'utf8').catch(() => '');
  return explainBackendLog(log);
}

/** In production, Backstage logs that it could not start, and goes on running without being ready. */
export async function hasFailedToStart(logFile) {
  const log = await fs.readFile(logFile, 'utf8').catch(() => '');
  return log.includes('Backend startup failed due to');
}
