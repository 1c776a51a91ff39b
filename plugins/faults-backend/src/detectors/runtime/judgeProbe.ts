import type { ProbeHandler, ProbeKind } from '../../kubernetes/probes';
import { NOT_CONNECTED } from '../../kubernetes/errors';

/** What is known of a probe that fails and does harm. */
export interface FailingProbe {
  kind: ProbeKind;
  handler: ProbeHandler;
  /** Undefined for a command, and for a port whose name the container does not have. */
  port?: number;
  /** The ports that the container says it listens on. */
  declared: ReadonlySet<number>;
  /** Where else it must be listening: on the port of another probe that passes, or of its Service. */
  served: ReadonlySet<number>;
  /** How another probe asks at the same port, and passes. */
  passing?: ProbeHandler['protocol'];
  /** What the kubelet says of the failures. */
  said: string;
  /** There is no event any more, or none yet: the spec and the way in which the container ended have to do. */
  isUnheard: boolean;
  /** The process runs and was never started again. */
  isSteady: boolean;
  /** How long it may take to answer, from its start. */
  patienceSeconds: number;
  timeoutSeconds: number;
  graceSeconds: number;
  /** How long the last run took, if it is known. */
  livedSeconds?: number;
  hasStartupProbe: boolean;
}

/** What is wrong with a probe. */
export interface ProbeJudgement {
  wrong: 'port' | 'protocol' | 'path' | 'timing' | 'failing';
  confidence: number;
}

const OTHER_PROTOCOL =
  /malformed HTTP|HTTP\/0\.9|HTTP\/1\.x transport connection broken|server gave HTTP response to HTTPS|first record does not look like a TLS|http2: |frame too large|Unimplemented|unexpected content-type|does not implement the grpc health|error reading server preface|tls: /;
const CUT = /connection reset by peer|\bEOF\b/;
const NOT_FOUND = /statuscode: 4\d\d/;
const TOO_SLOW = /context deadline exceeded|timeout|timed out/;
/** What a liveness probe without any setting of its own grants: three failures at intervals of ten seconds. */
const USUAL_PATIENCE_SECONDS = 30;
/** Until the kubelet has noticed and acted. */
const SLACK_SECONDS = 10;

/** Finds what is wrong with a probe that fails: where it asks, how, what for, or how soon. */
export function judgeProbe(probe: FailingProbe): ProbeJudgement {
  const { handler, said } = probe;
  const doubt = probe.isUnheard ? 0.15 : 0;
  const speaksOther = OTHER_PROTOCOL.test(said);
  if (isAtWrongPort(probe)) {
    const isRefused = NOT_CONNECTED.test(said);
    return {
      wrong: 'port',
      confidence: isRefused || !speaksOther ? 0.96 - doubt : 0.8,
    };
  }
  if (speaksOther) {
    return { wrong: 'protocol', confidence: 0.95 };
  }
  if (probe.passing && probe.passing !== handler.protocol) {
    return { wrong: 'protocol', confidence: 0.85 - doubt };
  }
  if (
    CUT.test(said) &&
    probe.isSteady &&
    isAmong(probe.port, listening(probe))
  ) {
    return { wrong: 'protocol', confidence: 0.6 };
  }
  if (NOT_FOUND.test(said)) {
    return { wrong: 'path', confidence: 0.85 };
  }
  return probe.kind === 'readiness'
    ? // To be slow to get ready, or not ready for want of something else, is what the probe is there to tell.
      { wrong: 'failing', confidence: 0.5 }
    : judgeTiming(probe, doubt);
}

function isAtWrongPort(probe: FailingProbe): boolean {
  const { declared, handler, port, said } = probe;
  if (handler.port === undefined) {
    return false;
  }
  if (port === undefined) {
    return true;
  }
  // What a container declares tells people, and binds nobody: the failure itself has to agree.
  const known = listening(probe);
  return (
    known.size > 0 &&
    !known.has(port) &&
    (declared.size > 0 || NOT_CONNECTED.test(said) || probe.isUnheard)
  );
}

function listening({ declared, served }: FailingProbe): ReadonlySet<number> {
  return declared.size > 0 ? declared : served;
}

function isAmong(port: number | undefined, known: ReadonlySet<number>) {
  return port !== undefined && (known.size === 0 || known.has(port));
}

function judgeTiming(probe: FailingProbe, doubt: number): ProbeJudgement {
  const { graceSeconds, livedSeconds, patienceSeconds, said } = probe;
  const isTight =
    patienceSeconds < USUAL_PATIENCE_SECONDS &&
    (probe.kind === 'startup' || !probe.hasStartupProbe);
  const diesYoung =
    livedSeconds === undefined ||
    livedSeconds <= patienceSeconds + graceSeconds + SLACK_SECONDS;
  if (isTight && diesYoung) {
    return { wrong: 'timing', confidence: 0.93 - doubt };
  }
  return TOO_SLOW.test(said) && probe.timeoutSeconds <= 1
    ? { wrong: 'timing', confidence: 0.6 }
    : { wrong: 'failing', confidence: 0.5 };
}
