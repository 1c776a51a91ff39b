import { Clock } from '../clock';
import { ApiError, StatusCause } from './ApiError';
import { ApiExchange } from './ApiExchange';
import { ContainerStatus, Pod } from './podTypes';

export interface LogLine {
  /** Milliseconds since the epoch. */
  at: number;
  /** Made up when it is read: most lines never are. */
  text(): string | Buffer;
}

/** One run of one container. */
export interface LogRun {
  /** The lines written up to now, oldest first; at most as many as a node keeps. */
  lines(): LogLine[];
  /** When the next line comes; undefined when no more will. */
  nextLineAt(): number | undefined;
}

/** Where the logs of containers come from. */
export interface LogSource {
  run(pod: Pod, container: string, which: 'current' | 'previous'): LogRun;
}

/** GET of a pod's log, followed or not. Returns how to end a stream that goes on. */
export function handleLog(
  exchange: ApiExchange,
  pod: Pod,
  logs: LogSource,
  clock: Clock,
): (() => void) | undefined {
  const { query } = exchange;
  const options = logOptions(pod, query, clock.now());
  const container = containerOf(pod, query.get('container'));
  if (!pod.spec.nodeName) {
    // Not on a node yet: there is nowhere to ask.
    exchange.replyNothing();
    return undefined;
  }
  const which = runOf(pod, container, query.get('previous') === 'true');
  const run = logs.run(pod, container, which);
  const format = ({ at, text }: LogLine): Buffer =>
    Buffer.concat([
      Buffer.from(
        options.timestamps
          ? `${new Date(at).toISOString().replace('Z', '000000Z')} `
          : '',
      ),
      Buffer.from(text() as string),
      Buffer.from('\n'),
    ]);
  const before = run.lines().filter(line => line.at >= options.since);
  const shown =
    options.tailLines === undefined
      ? before
      : before.slice(Math.max(0, before.length - options.tailLines));

  let remaining = options.limitBytes ?? Infinity;
  let cancel = () => {};
  const stop = () => cancel();
  const stream = exchange.stream('text/plain', stop);
  const write = (line: LogLine): boolean => {
    const bytes = format(line);
    stream.write(
      bytes.length > remaining ? bytes.subarray(0, remaining) : bytes,
    );
    remaining -= bytes.length;
    return remaining > 0;
  };
  const more = shown.every(write);
  if (query.get('follow') !== 'true' || !more) {
    stream.end();
    return undefined;
  }
  let lastAt = before.at(-1)?.at ?? options.since;
  const follow = () => {
    for (const line of run.lines().filter(({ at }) => at > lastAt)) {
      lastAt = line.at;
      if (!write(line)) {
        stream.end();
        return;
      }
    }
    const nextAt = run.nextLineAt();
    if (nextAt === undefined) {
      stream.end();
      return;
    }
    cancel = clock.after(Math.max(1, nextAt - clock.now()), follow);
  };
  follow();
  return () => {
    stop();
    stream.end();
  };
}

function containerOf(pod: Pod, asked: string | null): string {
  const names = [
    ...pod.spec.containers,
    ...(pod.spec.initContainers ?? []),
  ].map(({ name }) => name);
  const { name } = pod.metadata;
  if (!asked) {
    if (pod.spec.containers.length === 1) return pod.spec.containers[0].name;
    throw ApiError.badRequest(
      `a container name must be specified for pod ${name}, choose one of: [${names.join(
        ' ',
      )}]`,
    );
  }
  if (!names.includes(asked)) {
    throw ApiError.badRequest(
      `container ${asked} is not valid for pod ${name}`,
    );
  }
  return asked;
}

/** Which run the log is of. Throws the words of a kubelet when there is none. */
function runOf(
  pod: Pod,
  container: string,
  previous: boolean,
): 'current' | 'previous' {
  const status = [
    ...(pod.status.containerStatuses ?? []),
    ...(pod.status.initContainerStatuses ?? []),
  ].find(({ name }) => name === container);
  const { name } = pod.metadata;
  if (previous) {
    if (status?.lastState.terminated) return 'previous';
    throw ApiError.badRequest(
      `previous terminated container "${container}" in pod "${name}" not found`,
    );
  }
  if (status?.state.running || status?.state.terminated) return 'current';
  if (status?.lastState.terminated) return 'previous';
  throw ApiError.badRequest(
    `container "${container}" in pod "${name}" is waiting to start: ${waitingFor(
      status,
    )}`,
  );
}

function waitingFor(status: ContainerStatus | undefined): string {
  const reason = status?.state.waiting?.reason ?? 'ContainerCreating';
  if (reason === 'ErrImagePull') return "image can't be pulled";
  if (reason === 'ImagePullBackOff') {
    return 'trying and failing to pull image';
  }
  return reason;
}

interface LogOptions {
  since: number;
  tailLines?: number;
  limitBytes?: number;
  timestamps: boolean;
}

function logOptions(pod: Pod, query: URLSearchParams, now: number): LogOptions {
  const causes: StatusCause[] = [];
  const number = (field: string, least: number) => {
    const text = query.get(field);
    if (text === null || text === '') return undefined;
    const value = Number(text);
    if (!Number.isInteger(value)) {
      throw ApiError.badRequest(
        `strconv.ParseInt: parsing ${JSON.stringify(text)}: invalid syntax`,
      );
    }
    if (value < least) {
      causes.push({
        reason: 'FieldValueInvalid',
        message: `Invalid value: ${value}: must be greater than ${
          least === 0 ? 'or equal to 0' : '0'
        }`,
        field,
      });
    }
    return value;
  };
  const tailLines = number('tailLines', 0);
  const limitBytes = number('limitBytes', 1);
  const sinceSeconds = number('sinceSeconds', 1);
  const sinceTime = query.get('sinceTime');
  if (causes.length > 0) {
    throw ApiError.invalid(
      { group: '', kind: 'PodLogOptions' },
      pod.metadata.name,
      causes,
    );
  }
  let since = -Infinity;
  if (sinceSeconds !== undefined) since = now - sinceSeconds * 1000;
  else if (sinceTime) since = Date.parse(sinceTime) || -Infinity;
  return {
    since,
    tailLines,
    limitBytes,
    timestamps: query.get('timestamps') === 'true',
  };
}
