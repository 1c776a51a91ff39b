import type {
  ClusterHealth,
  ClusterView,
  HealthComponent,
  KindState,
  ResourceAmount,
} from '@groundcrew/plugin-clusters-common';

/** What is known of the nodes of a cluster. */
export interface NodeHealth {
  total: number;
  ready: number;
  /** The nodes that are ready but under pressure, by what: "MemoryPressure". */
  pressure: Readonly<Record<string, number>>;
}

/** Everything that the health of a cluster is judged by. What is undefined is not known, and not judged. */
export interface HealthObservations {
  state: ClusterView['state'];
  /** In words, why it is not live. */
  message?: string;
  /** Requests of the last minutes. */
  requests: { total: number; failed: number };
  /** Of the last probes: 95 of 100 were answered in that time. */
  latencyP95Ms?: number;
  /** For how much longer we are let in, in milliseconds; less than 0 when that is over. */
  credentialsLastMs?: number;
  nodes?: NodeHealth;
  systemPods?: {
    total: number;
    /** The names of those that are not ready. */
    unready: readonly string[];
  };
  /** Of the nodes on which pods can be placed. */
  capacity?: { allocatable: ResourceAmount; requested: ResourceAmount };
  kinds: readonly Pick<KindState, 'kind' | 'state'>[];
}

type Judgement = Pick<HealthComponent, 'score' | 'reason'>;

const weights: Record<HealthComponent['id'], number> = {
  api: 0.3,
  nodes: 0.3,
  'system-pods': 0.15,
  capacity: 0.15,
  freshness: 0.1,
};

// Kubernetes' own objective for its API is 1 s at the 99th percentile; half of that at the 95th is where people notice.
const GOOD_LATENCY_MS = 250;
const BAD_LATENCY_MS = 2_500;
/** From this share of failed requests on, nothing good is left. */
const BAD_ERROR_SHARE = 0.25;
/** With more than this left, a node can fail, or a rollout surge, without pods that find no place. */
const GOOD_HEADROOM = 0.2;
/** A node under pressure evicts pods, but still runs the others. */
const PRESSURE_COSTS = 0.5;
const MAX_NAMES = 3;
const DAY_MS = 24 * 60 * 60_000;
/** So long before they end somebody has to see to new credentials. */
const EXPIRING_MS = 14 * DAY_MS;
/** Everything works until then. */
const EXPIRING_SCORE = 50;

/** Judges the health of a cluster. Pure. */
export function clusterHealth(seen: HealthObservations): ClusterHealth {
  // What an unreachable cluster last said of its nodes and pods says nothing of them now.
  const isLive = seen.state === 'live';
  const judged: [HealthComponent['id'], Judgement | undefined][] = [
    ['api', judgeApi(seen)],
    ['nodes', isLive ? judgeNodes(seen.nodes) : undefined],
    ['system-pods', isLive ? judgeSystemPods(seen.systemPods) : undefined],
    ['capacity', isLive ? judgeCapacity(seen.capacity) : undefined],
    ['freshness', judgeFreshness(seen)],
  ];
  const known = judged.filter(
    (entry): entry is [HealthComponent['id'], Judgement] => Boolean(entry[1]),
  );
  const whole = known.reduce((sum, [id]) => sum + weights[id], 0);
  const components = known.map(([id, { score, reason }]) => ({
    id,
    score: Math.round(score),
    weight: weights[id] / whole,
    ...(Math.round(score) < 100 && { reason }),
  }));
  return {
    score: Math.round(
      components.reduce((sum, { score, weight }) => sum + score * weight, 0),
    ),
    components,
  };
}

/** 100 at `good` or better, 0 at `bad` or worse, in proportion between. */
function scale(value: number, good: number, bad: number): number {
  return 100 * Math.min(1, Math.max(0, (bad - value) / (bad - good)));
}

function judgeApi(seen: HealthObservations): Judgement {
  if (seen.state !== 'live') {
    return {
      score: 0,
      reason:
        seen.message ??
        (seen.state === 'connecting'
          ? 'the API server has not answered yet'
          : 'the API server does not answer'),
    };
  }
  const { total, failed } = seen.requests;
  const errorShare = total > 0 ? failed / total : 0;
  const errors: Judgement = {
    score: scale(errorShare, 0, BAD_ERROR_SHARE),
    reason: `${percent(errorShare)} of the requests of the last minutes failed`,
  };
  const latencyMs = seen.latencyP95Ms ?? 0;
  const latency: Judgement = {
    score: scale(latencyMs, GOOD_LATENCY_MS, BAD_LATENCY_MS),
    reason: `the API server takes ${roundedSeconds(latencyMs)} to answer`,
  };
  return [errors, latency, judgeCredentials(seen.credentialsLastMs)].reduce(
    (worst, each) => (each.score < worst.score ? each : worst),
  );
}

function judgeCredentials(lastMs: number | undefined): Judgement {
  if (lastMs === undefined || lastMs > EXPIRING_MS) {
    return { score: 100, reason: '' };
  }
  const days = Math.floor(lastMs / DAY_MS);
  const when = days < 1 ? 'today' : `in ${days} ${days === 1 ? 'day' : 'days'}`;
  return {
    score: EXPIRING_SCORE,
    reason: `our credentials end ${when}: give it new ones`,
  };
}

function judgeNodes(nodes: NodeHealth | undefined): Judgement | undefined {
  if (!nodes) {
    return undefined;
  }
  const { total, ready } = nodes;
  if (total === 0) {
    return { score: 0, reason: 'it has no nodes' };
  }
  const pressed = Object.entries(nodes.pressure);
  const inPressure = pressed.reduce((sum, [, count]) => sum + count, 0);
  const reasons = pressed.map(
    ([condition, count]) => `${count} of ${total} nodes ${under(condition)}`,
  );
  if (ready < total) {
    reasons.unshift(
      `${total - ready} of ${total} nodes ${
        total - ready === 1 ? 'is' : 'are'
      } not ready`,
    );
  }
  const score = (100 * (ready - PRESSURE_COSTS * inPressure)) / total;
  return { score: Math.max(0, score), reason: reasons.join('; ') };
}

function under(condition: string): string {
  const pressure = /^(.*)Pressure$/.exec(condition)?.[1];
  return pressure ? `under ${pressure} pressure` : `with ${condition}`;
}

function judgeSystemPods(
  pods: HealthObservations['systemPods'],
): Judgement | undefined {
  if (!pods || pods.total === 0) {
    return undefined;
  }
  const { total, unready } = pods;
  return {
    score: (100 * (total - unready.length)) / total,
    reason: `${unready.length} of ${total} pods in kube-system ${
      unready.length === 1 ? 'is' : 'are'
    } not ready: ${some(unready)}`,
  };
}

function judgeCapacity(
  capacity: HealthObservations['capacity'],
): Judgement | undefined {
  if (!capacity) {
    return undefined;
  }
  const { allocatable, requested } = capacity;
  const shares: [string, number][] = [
    [
      'of the CPU is asked for',
      requested.cpuMillicores / allocatable.cpuMillicores,
    ],
    [
      'of the memory is asked for',
      requested.memoryBytes / allocatable.memoryBytes,
    ],
    ['of the places for pods are taken', requested.pods / allocatable.pods],
  ];
  const [what, share] = shares
    .filter(([, value]) => Number.isFinite(value))
    .reduce((most, each) => (each[1] > most[1] ? each : most), ['', 0]);
  return {
    score: scale(1 - share, GOOD_HEADROOM, 0),
    reason: `${percent(share)} ${what}`,
  };
}

function judgeFreshness({ state, kinds }: HealthObservations): Judgement {
  if (state !== 'live') {
    return { score: 0, reason: 'what is shown is what was last seen' };
  }
  const expected = kinds.filter(kind => kind.state !== 'absent');
  const missing = expected.filter(kind => kind.state !== 'synced');
  const forbidden = missing.filter(kind => kind.state === 'forbidden');
  const late = missing.filter(kind => kind.state !== 'forbidden');
  const reasons = [
    late.length > 0 && `not up to date: ${some(late.map(({ kind }) => kind))}`,
    forbidden.length > 0 &&
      `forbidden to us: ${some(forbidden.map(({ kind }) => kind))}`,
  ];
  return {
    score: expected.length
      ? (100 * (expected.length - missing.length)) / expected.length
      : 100,
    reason: reasons.filter(Boolean).join('; '),
  };
}

function some(names: readonly string[]): string {
  const shown = names.slice(0, MAX_NAMES).join(', ');
  const more = names.length - MAX_NAMES;
  return more > 0 ? `${shown} and ${more} more` : shown;
}

function percent(share: number): string {
  return `${Math.round(share * 100)} %`;
}

// Coarse on purpose: a reason that changes with every probe would announce a change of the cluster with every probe.
function roundedSeconds(milliseconds: number): string {
  return `${(milliseconds / 1_000).toFixed(1)} s`;
}
