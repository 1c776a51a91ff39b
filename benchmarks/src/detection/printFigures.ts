import { quantile, report } from '../figures';
import type { ControlOutcome } from './measureControls';
import type { InjectionOutcome } from './measureInjections';
import { faultKinds } from './faults';
import { PATIENCE_MS, type Detected } from './injectFaults';

/** Prints what was measured beside what others publish, and last of all one line of JSON. */
export function printFigures(options: {
  injections: InjectionOutcome;
  controls: readonly ControlOutcome[];
}): void {
  const { controls, injections } = options;
  printPeers();
  for (const [title, incidents] of [
    ['While all was well', injections.before],
    ['Besides what was injected', injections.besides],
    ['Not resolved after the mend', injections.unresolved],
  ] as const) {
    for (const { fault, message } of incidents) {
      console.log(`${title}: ${fault}: ${message}`);
    }
  }
  console.table(
    controls.map(({ id, incidents, seconds, times }) => ({
      'no fault': id,
      times,
      seconds: Math.round(seconds),
      incidents: incidents.length,
    })),
  );

  const mayPass = new Set(
    faultKinds.filter(kind => kind.mayPass).map(({ id }) => id),
  );
  const injectedAtOnce = injections.detected.filter(
    ({ kind }) => !mayPass.has(kind),
  );
  const atOnce = injectedAtOnce.map(
    ({ milliseconds = PATIENCE_MS }) => milliseconds,
  );
  const waited = timesOf(
    injections.detected.filter(({ kind }) => mayPass.has(kind)),
  );
  const falseIncidents =
    injections.before.length +
    controls.reduce((sum, { incidents }) => sum + incidents.length, 0);
  const detected = timesOf(injections.detected).length;
  const injected = injections.detected.length;
  const p99 = Math.round(quantile(atOnce, 0.99));
  report(
    {
      p50: Math.round(quantile(atOnce, 0.5)),
      p95: Math.round(quantile(atOnce, 0.95)),
      p99,
      max: Math.round(Math.max(...atOnce)),
      kinds: faultKinds.length,
      detected,
      injected,
      falseIncidents,
      besides: injections.besides.length,
      unresolved: injections.unresolved.length,
      // Opened when it stays: in seconds, and not among the figures above.
      mayPass: {
        kinds: mayPass.size,
        injected: injected - injectedAtOnce.length,
        detected: waited.length,
        p50: Math.round(quantile(waited, 0.5)),
        max: Math.round(Math.max(...waited)),
      },
    },
    [
      { figure: 'p99', value: p99, below: 1_000 },
      { figure: 'detected', value: detected, atLeast: injected },
      { figure: 'falseIncidents', value: falseIncidents, atMost: 0 },
    ],
  );
}

function timesOf(detected: readonly Detected[]): number[] {
  return detected.flatMap(({ milliseconds }) => milliseconds ?? []);
}

/** How soon each kind of fault was told of. */
export function printKinds(detected: readonly Detected[]): void {
  console.table(
    faultKinds.map(({ id, mayPass = false }) => {
      const ofKind = detected.filter(({ kind }) => kind === id);
      const times = timesOf(ofKind);
      return {
        kind: id,
        detected: `${times.length} of ${ofKind.length}`,
        'p50 ms': Math.round(quantile(times, 0.5)),
        'max ms': Math.round(Math.max(...times)),
        waits: mayPass ? 'to see whether it stays' : '',
      };
    }),
  );
}

/** As published; measured on other clusters, and not of the very same thing. */
function printPeers(): void {
  console.table([
    {
      peer: 'K8sGPT operator',
      'until it is told': 'up to 30 s (its cycle), and a scan',
      source: 'its default interval',
    },
    {
      peer: 'K8sGPT analyze',
      'until it is told': '4.7 s a scan of 5,000 pods',
      source: 'measured once on such a lab, 2026-08',
    },
    {
      peer: 'kubernetes-mixin',
      'until it is told':
        '15 min: pods not ready, replicas missing, roll-outs stuck',
      source: 'its alerting rules',
    },
    {
      peer: 'kubernetes-mixin',
      'until it is told': '1 h: containers waiting',
      source: 'its alerting rules',
    },
  ]);
}
