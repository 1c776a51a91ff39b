/** A line that a structured logger wrote. */
export interface JsonLogLine {
  /** Lower case, for example "error". */
  level?: string;
  /** The message and the other fields, to be read by people. */
  text: string;
}

const LEVEL_FIELDS = ['level', 'severity', 'lvl', 'log.level'];
const MESSAGE_FIELDS = ['msg', 'message', 'event'];
/** The time that Kubernetes gives stands before the line already. */
const TIME_FIELDS = ['time', 'ts', 'timestamp', '@timestamp', 'datetime'];

/** The numbers that pino and bunyan write for levels. */
const NUMERIC_LEVELS: Record<string, string> = {
  10: 'trace',
  20: 'debug',
  30: 'info',
  40: 'warn',
  50: 'error',
  60: 'fatal',
};

/** Reads a line of a structured logger; `undefined` when it is not one. */
export function parseJsonLogLine(line: string): JsonLogLine | undefined {
  if (!line.startsWith('{') || !line.endsWith('}')) {
    return undefined;
  }
  let fields: Record<string, unknown>;
  try {
    fields = JSON.parse(line);
  } catch {
    return undefined;
  }
  const level = firstOf(fields, LEVEL_FIELDS);
  const message = firstOf(fields, MESSAGE_FIELDS);
  if (level === undefined && message === undefined) {
    return undefined;
  }
  const used = new Set([...TIME_FIELDS, ...LEVEL_FIELDS, ...MESSAGE_FIELDS]);
  const rest = Object.entries(fields)
    .filter(([name]) => !used.has(name))
    .map(([name, value]) => `${name}=${inline(value)}`);
  return {
    level:
      level === undefined
        ? undefined
        : NUMERIC_LEVELS[String(level)] ?? String(level).toLowerCase(),
    text: [...(message === undefined ? [] : [inline(message)]), ...rest].join(
      ' ',
    ),
  };
}

function firstOf(fields: Record<string, unknown>, names: string[]): unknown {
  return names.map(name => fields[name]).find(value => value !== undefined);
}

function inline(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
