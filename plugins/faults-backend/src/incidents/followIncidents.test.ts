import type { Finding } from '@groundcrew/plugin-faults-common';
import fc from 'fast-check';
import { findingKey } from '../engine/mergeFindings';
import { exampleFinding } from './__testUtils__/exampleIncident';
import { followIncidents, type IncidentPlan } from './followIncidents';
import type { IncidentEntry, IncidentRecord } from './IncidentRecord';
import type { JudgedCause } from './JudgedCause';

const MINUTE = 60_000;
const settings = { quietMs: MINUTE, reopenMs: 30 * MINUTE };

const objectNamed = (name: string) => ({
  ...exampleFinding().object,
  name,
});

interface CauseOptions {
  fault?: string;
  on?: string;
  symptoms?: [string, string][];
  changes?: Partial<JudgedCause>;
  finding?: Partial<Finding>;
  score?: number;
}

function judged({
  changes,
  fault = 'application-crash',
  finding: more,
  on = 'cart',
  score = 0.95,
  symptoms = [],
}: CauseOptions = {}): JudgedCause {
  const finding = exampleFinding({ fault, object: objectNamed(on), ...more });
  return {
    cause: {
      finding,
      score,
      verdict: 'cause',
      symptoms: symptoms.map(([symptom, name]) => ({
        finding: exampleFinding({ fault: symptom, object: objectNamed(name) }),
        by: finding,
        relation: 'is-needed' as const,
        message: `${name} needs ${on}`,
      })),
      explainedBy: [],
    },
    key: findingKey(finding),
    environment: 'prod',
    impact: {
      level: 'down',
      workloads: [{ object: finding.object, desired: 1, ready: 0 }],
    },
    severity: 'P1',
    severityReasons: [`${on} has no ready replica left`],
    entities: [`component:default/${on}`],
    affected: [
      finding.object,
      ...symptoms.map(([, name]) => objectNamed(name)),
    ],
    standsSince: 0,
    ...changes,
  };
}

/** The incidents of one cluster, as if they were kept in a database. */
class Ledger {
  now = 0;
  readonly records = new Map<number, IncidentRecord>();
  readonly entries: [number, IncidentEntry][] = [];
  #last = 0;

  see(causes: JudgedCause[], { isComplete = true } = {}): IncidentPlan {
    const all = [...this.records.values()];
    const plan = followIncidents({
      current: all.filter(({ resolvedAt }) => resolvedAt === undefined),
      recent: all.filter(({ resolvedAt }) => resolvedAt !== undefined),
      causes,
      isComplete,
      now: this.now,
      settings,
    });
    for (const step of plan.steps) {
      const record =
        step.type === 'open'
          ? { ...step.draft, id: ++this.#last, revision: 1 }
          : { ...step.record, revision: step.record.revision + 1 };
      this.records.set(record.id, JSON.parse(JSON.stringify(record)));
      this.entries.push(
        ...step.entries.map((entry): [number, IncidentEntry] => [
          record.id,
          entry,
        ]),
      );
    }
    return plan;
  }

  pass(milliseconds: number): this {
    this.now += milliseconds;
    return this;
  }

  change(id: number, changes: Partial<IncidentRecord>): void {
    this.records.set(id, { ...this.records.get(id)!, ...changes });
  }

  history(id: number): string[] {
    return this.entries.filter(([of]) => of === id).map(([, { kind }]) => kind);
  }

  get current(): string[] {
    return [...this.records.values()]
      .filter(({ resolvedAt }) => resolvedAt === undefined)
      .map(
        ({ explanation: { cause }, id }) =>
          `${id}: ${cause.fault} on ${cause.object.name}`,
      );
  }
}

describe('followIncidents', () => {
  it('opens one incident for a cause, with all that suffers, and says so once', () => {
    const ledger = new Ledger();
    const causes = [judged({ symptoms: [['not-ready', 'front']] })];
    ledger.see(causes);
    expect(ledger.records.get(1)).toMatchObject({
      phase: 'open',
      severity: 'P1',
      respondBy: 30 * MINUTE,
      affected: [{ name: 'cart' }, { name: 'front' }],
      explanation: { symptoms: [{ by: { name: 'cart' } }] },
    });
    ledger.pass(1_000);
    expect(ledger.see(causes).steps).toEqual([]);
    expect(ledger.history(1)).toEqual(['opened']);
  });

  it('waits with what is only likely, and says until when', () => {
    const ledger = new Ledger();
    const likely = judged({ score: 0.7 });
    expect(ledger.see([likely])).toEqual({ steps: [], lookAgainAt: 15_000 });
    ledger.pass(14_999).see([likely]);
    expect(ledger.current).toEqual([]);
    ledger.pass(1).see([likely]);
    expect(ledger.current).toHaveLength(1);
  });

  it('does not wait with what does not pass by itself, however unsure the cause', () => {
    const ledger = new Ledger();
    const likely = judged({ score: 0.7 });
    likely.cause.finding.isLasting = true;
    ledger.see([likely]);
    expect(ledger.current).toHaveLength(1);
  });

  it('waits a moment with what may be over by then, however sure', () => {
    const ledger = new Ledger();
    const brief = judged();
    brief.cause.finding.isLasting = false;
    expect(ledger.see([brief])).toEqual({ steps: [], lookAgainAt: 5_000 });
    ledger.pass(5_000).see([brief]);
    expect(ledger.current).toHaveLength(1);
  });

  it('resolves when nothing has been wrong for a while, from when it was mended', () => {
    const ledger = new Ledger();
    ledger.see([judged()]);
    expect(ledger.pass(5_000).see([]).lookAgainAt).toBe(65_000);
    expect(ledger.records.get(1)).toMatchObject({ recoveringSince: 5_000 });
    ledger.pass(59_999).see([]);
    expect(ledger.current).toHaveLength(1);
    ledger.pass(1).see([]);
    expect(ledger.records.get(1)).toMatchObject({
      phase: 'resolved',
      resolution: 'recovered',
      resolvedAt: 5_000,
    });
  });

  it('begins to wait anew when the cause comes back meanwhile', () => {
    const ledger = new Ledger();
    ledger.see([judged()]);
    ledger.pass(5_000).see([]);
    ledger.pass(30_000).see([judged()]);
    ledger.pass(5_000).see([]);
    ledger.pass(59_999).see([]);
    expect(ledger.current).toHaveLength(1);
    expect(ledger.history(1)).toEqual(['opened']);
  });

  it('resolves nothing while it is not known what is wrong', () => {
    const ledger = new Ledger();
    ledger.see([judged()]);
    ledger.pass(5 * MINUTE).see([], { isComplete: false });
    ledger.pass(5 * MINUTE).see([], { isComplete: false });
    expect(ledger.records.get(1)!.recoveringSince).toBeUndefined();
    ledger.see([]);
    expect(ledger.current).toHaveLength(1);
  });

  it.each([
    [29, ['1: application-crash on cart'], 1],
    [31, ['2: application-crash on cart'], 0],
  ])(
    'reopens for a cause that is back after %d minutes, or opens another',
    (minutes, current, reopened) => {
      const ledger = new Ledger();
      ledger.see([judged()]);
      ledger.see([]);
      ledger.pass(MINUTE).see([]);
      ledger.pass((minutes - 1) * MINUTE).see([judged()]);
      expect(ledger.current).toEqual(current);
      expect(ledger.records.get(1)!.reopened).toBe(reopened);
    },
  );

  it('goes on with the same incident when its cause is known better', () => {
    const ledger = new Ledger();
    ledger.see([judged({ finding: { isGeneral: true } })]);
    ledger.pass(1_000).see([judged({ fault: 'config-map-missing' })]);
    expect(ledger.current).toEqual(['1: config-map-missing on cart']);
    expect(ledger.history(1)).toEqual(['opened', 'cause-changed']);
  });

  it('does not take the next fault of an object for the one that was mended before', () => {
    const ledger = new Ledger();
    ledger.see([judged()]);
    ledger.see([]);
    ledger.pass(10_000).see([judged({ fault: 'config-map-missing' })]);
    expect(ledger.current).toEqual([
      '1: application-crash on cart',
      '2: config-map-missing on cart',
    ]);
  });

  it('gives an incident to the cause that turns out to explain it', () => {
    const ledger = new Ledger();
    ledger.see([judged({ on: 'front' })]);
    ledger
      .pass(1_000)
      .see([
        judged({ on: 'store', symptoms: [['application-crash', 'front']] }),
      ]);
    expect(ledger.current).toEqual(['1: application-crash on store']);
    expect(ledger.history(1)).toEqual([
      'opened',
      'cause-changed',
      'symptoms-changed',
    ]);
  });

  it('merges incidents that one cause explains: one dead node is one incident', () => {
    const ledger = new Ledger();
    const names = Array.from({ length: 100 }, (_, index) => `app-${index}`);
    ledger.see(names.map(on => judged({ on })));
    expect(ledger.current).toHaveLength(100);
    ledger.pass(1_000).see([
      judged({
        fault: 'node-not-ready',
        on: 'node-a',
        symptoms: names.map(name => ['application-crash', name]),
      }),
    ]);
    expect(ledger.current).toEqual(['1: node-not-ready on node-a']);
    expect(ledger.records.get(2)).toMatchObject({
      resolution: 'merged',
      mergedInto: 1,
    });
  });

  it('splits off what stands by itself again', () => {
    const ledger = new Ledger();
    const both = judged({
      on: 'store',
      symptoms: [['application-crash', 'front']],
    });
    ledger.see([both]);
    ledger.pass(1_000).see([judged({ on: 'store' }), judged({ on: 'front' })]);
    expect(ledger.current).toHaveLength(2);
    expect(ledger.records.get(2)).toMatchObject({ splitFrom: 1 });
    expect(ledger.history(2)).toEqual(['split', 'opened']);
  });

  it('takes up again what was merged, when that does not explain it any more', () => {
    const ledger = new Ledger();
    ledger.see([judged({ on: 'front' }), judged({ on: 'store' })]);
    ledger.see([
      judged({ on: 'store', symptoms: [['application-crash', 'front']] }),
    ]);
    expect(ledger.current).toEqual(['2: application-crash on store']);
    ledger.pass(1_000).see([judged({ on: 'front' })]);
    expect(ledger.current).toEqual([
      '1: application-crash on front',
      '2: application-crash on store',
    ]);
    expect(ledger.records.get(1)).toMatchObject({ splitFrom: 2, reopened: 0 });
  });

  it('becomes worse at once, and never better by itself', () => {
    const ledger = new Ledger();
    ledger.see([judged({ changes: { severity: 'P2' } })]);
    expect(ledger.records.get(1)!.respondBy).toBe(120 * MINUTE);
    ledger.pass(MINUTE).see([judged({ changes: { severity: 'P0' } })]);
    expect(ledger.records.get(1)).toMatchObject({
      severity: 'P0',
      respondBy: 16 * MINUTE,
    });
    ledger.pass(MINUTE).see([judged({ changes: { severity: 'P3' } })]);
    expect(ledger.records.get(1)!.severity).toBe('P0');
    expect(ledger.history(1)).toEqual(['opened', 'severity-changed']);
  });

  it.each<[string, Partial<IncidentRecord>, boolean]>([
    ['open', {}, true],
    ['acknowledged', { phase: 'acknowledged' }, false],
  ])(
    'says of one that is %s whether nobody answered in time',
    (_, changes, isOverdue) => {
      const ledger = new Ledger();
      const { lookAgainAt } = ledger.see([judged()]);
      expect(lookAgainAt).toBe(30 * MINUTE);
      ledger.change(1, changes);
      ledger.pass(30 * MINUTE - 1).see([judged()]);
      expect(ledger.history(1)).toEqual(['opened']);
      ledger.pass(1).see([judged()]);
      ledger.see([judged()]);
      expect(ledger.history(1)).toEqual(
        isOverdue ? ['opened', 'overdue'] : ['opened'],
      );
    },
  );

  it('asks nobody about what is muted, and begins to ask when that ends', () => {
    const ledger = new Ledger();
    const muted = judged({ changes: { mutedUntil: 60 * MINUTE } });
    expect(ledger.see([muted])).toEqual({
      steps: [],
      lookAgainAt: 60 * MINUTE,
    });
    ledger.see([judged()]);
    ledger.see([muted]);
    ledger.pass(45 * MINUTE).see([muted]);
    expect(ledger.history(1)).toEqual(['opened', 'muted']);
    ledger.see([judged()]);
    expect(ledger.history(1)).toEqual(['opened', 'muted', 'unmuted']);
    expect(ledger.records.get(1)!.respondBy).toBe(75 * MINUTE);
  });

  describe('when a person ended it', () => {
    function ended() {
      const ledger = new Ledger();
      ledger.see([judged()]);
      ledger.change(1, {
        phase: 'resolved',
        resolvedAt: 0,
        resolution: 'by-hand',
        causeStands: true,
      });
      return ledger;
    }

    it('asks again after half an hour, when the cause is still there', () => {
      const ledger = ended();
      expect(ledger.pass(MINUTE).see([judged()])).toEqual({
        steps: [],
        lookAgainAt: 30 * MINUTE,
      });
      ledger.pass(29 * MINUTE).see([judged()]);
      expect(ledger.history(1)).toEqual(['opened', 'reopened']);
    });

    it('asks at once, when the cause was gone and is back', () => {
      const ledger = ended();
      ledger.pass(MINUTE).see([]);
      ledger.pass(MINUTE).see([judged()]);
      expect(ledger.records.get(1)).toMatchObject({
        phase: 'open',
        reopened: 1,
      });
    });
  });

  it('leaves open what a person reopened without a cause', () => {
    const ledger = new Ledger();
    ledger.see([judged()]);
    ledger.change(1, { keptOpen: true });
    ledger.pass(MINUTE).see([]);
    ledger.pass(MINUTE).see([]);
    expect(ledger.current).toHaveLength(1);
  });

  it('has after any history one incident for each cause, and settles', () => {
    const faults = fc.constantFrom('a', 'b', 'c');
    const names = fc.constantFrom('cart', 'front', 'store');
    const cause = fc.record({
      fault: faults,
      on: names,
      symptoms: fc.array(fc.tuple(faults, names), { maxLength: 3 }),
      score: fc.constantFrom(0.7, 0.9),
    });
    const scene = fc.record({
      causes: fc.uniqueArray(cause, {
        maxLength: 4,
        selector: ({ fault, on }) => `${fault} ${on}`,
      }),
      isComplete: fc.boolean(),
      passes: fc.constantFrom(0, 1_000, 61_000, 31 * MINUTE),
    });
    fc.assert(
      fc.property(fc.array(scene, { maxLength: 12 }), scenes => {
        const ledger = new Ledger();
        for (const { causes, isComplete, passes } of scenes) {
          const seen = causes.map(judged);
          ledger.pass(passes).see(seen, { isComplete });
          // Said twice, it changes nothing the second time.
          expect(ledger.see(seen, { isComplete }).steps).toEqual([]);
          const current = [...ledger.records.values()].filter(
            ({ resolvedAt }) => resolvedAt === undefined,
          );
          const keys = current.map(({ key }) => key);
          expect(new Set(keys).size).toBe(keys.length);
          const sure = seen.filter(({ cause: { score } }) => score > 0.85);
          expect(keys).toEqual(
            expect.arrayContaining(sure.map(({ key }) => key)),
          );
        }
        // In the end, when nothing is wrong for long, nothing is open.
        ledger.see([]);
        ledger.pass(MINUTE).see([]);
        expect(ledger.current).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });
});
