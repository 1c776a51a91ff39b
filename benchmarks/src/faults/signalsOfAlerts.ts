import type { Signal, SignalMetric } from '@groundcrew/plugin-faults-node';
import type { LocalRef } from '@groundcrew/plugin-clusters-node';
import type { RecordedAlert } from './RecordedCase';

type Change = Pick<Signal, 'normal' | 'current'>;

const NUMBER = '([0-9.]+)';
const LATENCY = new RegExp(
  `latency: Normal=${NUMBER}ms -> Current=${NUMBER}ms`,
  'g',
);
/** What an alert says of each metric: with what is normal where it has two numbers. */
const PATTERNS: [SignalMetric, RegExp][] = [
  ['cpu-throttling', new RegExp(`cpu_cfs\\] \\| Val: ${NUMBER}s`)],
  [
    'cpu',
    new RegExp(`cpu core\\] \\| Normal=${NUMBER} cores -> Current=${NUMBER}`),
  ],
  [
    'tcp-retransmissions',
    new RegExp(
      `TCP Retransmission\\] \\| Normal=${NUMBER}retrans -> Current=${NUMBER}`,
    ),
  ],
  [
    'success-rate',
    new RegExp(
      `Success Rate Drop\\] \\| Normal=${NUMBER}% -> Cur(?:rent)?=${NUMBER}%`,
    ),
  ],
  [
    'traffic',
    new RegExp(
      `(?:RPS|Network Drop|Outbound SURGE)\\] .*?Normal=${NUMBER}[a-z/]* -> Current=${NUMBER}`,
    ),
  ],
];

/** What the alerts of a case say. Those of an object that nobody knows are left out. */
export function signalsOfAlerts(
  alerts: readonly RecordedAlert[],
  refOf: (name: string) => LocalRef | undefined,
): Signal[] {
  return alerts.flatMap(({ evidence = [], name }) => {
    const object = refOf(name);
    return object
      ? evidence.flatMap(text =>
          changesIn(text).map(
            ([metric, change]): Signal => ({
              object,
              metric,
              ...change,
              source: 'alert',
            }),
          ),
        )
      : [];
  });
}

function changesIn(text: string): [SignalMetric, Change][] {
  // Of several quantiles the one that changed most.
  const [latency] = [...text.matchAll(LATENCY)]
    .map(([, normal, current]) => changeOf(normal, current))
    .sort(
      (a, b) => b.current - (b.normal ?? 0) - (a.current - (a.normal ?? 0)),
    );
  const others = PATTERNS.flatMap(([metric, pattern]) => {
    const match = pattern.exec(text);
    if (!match) {
      return [];
    }
    const [first, second] = match.slice(1);
    const change =
      second === undefined
        ? { current: Number(first) }
        : changeOf(first, second, metric === 'success-rate' ? 100 : 1);
    return [[metric, change] as [SignalMetric, Change]];
  });
  return [
    ...(latency ? [['latency', latency] as [SignalMetric, Change]] : []),
    ...others,
  ];
}

function changeOf(normal: string, current: string, scale = 1): Change {
  return { normal: Number(normal) / scale, current: Number(current) / scale };
}
