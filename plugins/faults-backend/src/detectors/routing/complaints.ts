import type {
  KubernetesObject,
  ObjectOf,
} from '@groundcrew/plugin-clusters-node';
import type { DetectorContext } from '@groundcrew/plugin-faults-node';
import { asText } from '../../kubernetes/asText';
import { callsOf, podsOf, workloadsIn } from '../../topology';

/** A line of a log, and who wrote it. */
export interface LoggedLine {
  pod: KubernetesObject;
  container: string;
  line: string;
}

const LONGEST_LINE = 2_000;
const FAILURE =
  /refused|timeout|timed out|unreachable|UnableToConnect|reset|no route/i;

/** The last line that the pods of a workload wrote of something. Costs a request for each pod: ask on suspicion only. */
export function lastLineOf(
  { evidence, store }: DetectorContext,
  workload: KubernetesObject,
  isTelling: (line: string) => boolean,
): LoggedLine | undefined {
  for (const pod of podsOf(store, workload)) {
    const { name = '', namespace = '' } = pod.metadata ?? {};
    for (const { container, text } of evidence.logsOf({ namespace, name }) ??
      []) {
      const line = asText(text)
        .split('\n')
        .findLast(candidate => isTelling(candidate.slice(0, LONGEST_LINE)));
      if (line !== undefined) {
        return { pod, container, line };
      }
    }
  }
  return undefined;
}

/** Whether a line names one of these hosts or addresses, as a word of its own. */
export function names(line: string, hosts: readonly string[]): boolean {
  return hosts.some(host => {
    for (
      let at = line.indexOf(host);
      host !== '' && at !== -1;
      at = line.indexOf(host, at + 1)
    ) {
      const around = `${line[at - 1] ?? ' '}${line[at + host.length] ?? ' '}`;
      if (!/[\w-]/.test(around)) {
        return true;
      }
    }
    return false;
  });
}

/** What is known of a Service that does not answer. */
export interface Unreachable {
  /** `undefined`: nobody knows. */
  isUnreachable: boolean | undefined;
  complaint?: LoggedLine;
}

/** Whether a Service does not answer: by a connection that was tried, else by what workloads of its namespace log. */
export function reachabilityOf(
  context: DetectorContext,
  service: ObjectOf<'Service'>,
  options?: { withoutLogs: boolean },
): Unreachable {
  const { name = '', namespace = '' } = service.metadata ?? {};
  const tried = context.evidence.connectivityOf({ namespace, name });
  if (tried) {
    return { isUnreachable: !tried.isConnected };
  }
  if (options?.withoutLogs) {
    return { isUnreachable: undefined };
  }
  const { clusterIP } = service.spec ?? {};
  const hosts = [name, clusterIP && clusterIP !== 'None' ? clusterIP : ''];
  for (const workload of workloadsIn(context.store, namespace)) {
    const complaint = lastLineOf(
      context,
      workload,
      line => FAILURE.test(line) && names(line, hosts),
    );
    if (complaint) {
      return { isUnreachable: true, complaint };
    }
  }
  return { isUnreachable: undefined };
}

/** Whether some workload's configuration, or its traffic, says that it calls another one. */
export function isCalled(
  { evidence, store }: DetectorContext,
  workload: KubernetesObject,
): boolean {
  const { name = '', namespace = '' } = workload.metadata ?? {};
  return workloadsIn(store, namespace).some(
    other =>
      other.metadata?.name !== name &&
      callsOf(store, evidence, other).has(name),
  );
}
