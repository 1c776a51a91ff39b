import {
  ALERT_FIRING_FAULT,
  type FaultCategory,
  type Finding,
} from '@groundcrew/plugin-faults-common';
import fc from 'fast-check';
import { CausalGraph, type CausalEdge } from './CausalGraph';
import { rankCauses } from './rankCauses';

const ref = (name: string, kind = 'Deployment') => ({
  cluster: 'test',
  kind,
  namespace: kind === 'Node' ? undefined : 'shop',
  name,
});

function finding(
  fault: string,
  on: string | ReturnType<typeof ref>,
  {
    category = 'runtime',
    confidence = 0.95,
    explains = [],
    isGeneral,
  }: {
    category?: FaultCategory;
    confidence?: number;
    explains?: string[];
    isGeneral?: boolean;
  } = {},
): Finding {
  return {
    fault,
    category,
    isGeneral,
    title: fault,
    object: typeof on === 'string' ? ref(on) : on,
    message: '',
    confidence,
    evidence: [],
    explains: explains.map(name => ref(name)),
    detector: fault,
  };
}

const calls = (from: string, to: string): CausalEdge => ({
  from: ref(from),
  to: ref(to),
  relation: 'calls',
});

const chain = CausalGraph.create([
  calls('front', 'cart'),
  calls('cart', 'store'),
]);

function inShort(findings: Finding[], graph = chain) {
  return rankCauses(findings, graph).map(
    ({ finding: { fault, object }, symptoms, verdict }) =>
      `${verdict}: ${fault} on ${object.name} (${symptoms
        .map(symptom => symptom.finding.object.name)
        .join(' ')})`,
  );
}

const imageNotFound = finding('image-not-found', 'store', {
  category: 'startup',
});
const crashOf = (name: string, confidence = 0.95) =>
  finding('application-crash', name, { confidence, isGeneral: true });

const alertOn = (name: string) =>
  finding(ALERT_FIRING_FAULT, name, { confidence: 0.6, isGeneral: true });

describe('rankCauses', () => {
  it.each<[string, Finding[], string[]]>([
    [
      'lets a callee that does not start explain the crashes of its callers, near and far',
      [crashOf('front'), crashOf('cart'), imageNotFound],
      [
        'cause: image-not-found on store (cart front)',
        'symptom: application-crash on cart (front)',
        'symptom: application-crash on front ()',
      ],
    ],
    [
      'does not let a caller explain what happens to its callee',
      [
        finding('image-not-found', 'front', { category: 'startup' }),
        crashOf('store', 0.9),
      ],
      [
        'cause: image-not-found on front ()',
        'cause: application-crash on store ()',
      ],
    ],
    [
      'does not let a callee explain what its caller cannot have from it',
      [
        imageNotFound,
        finding('node-selector-unsatisfiable', 'cart', {
          category: 'scheduling',
        }),
      ],
      [
        'cause: node-selector-unsatisfiable on cart ()',
        'cause: image-not-found on store ()',
      ],
    ],
    [
      'lets whatever is likely to be wrong with an object explain its alert, also what is general itself',
      [crashOf('front', 0.65), alertOn('front')],
      [
        'cause: application-crash on front (front)',
        'symptom: alert-firing on front ()',
      ],
    ],
    [
      'lets a callee, and whatever says that it holds up an object, explain its alert',
      [
        imageNotFound,
        finding('rollout-stuck', 'other', {
          category: 'rollout',
          confidence: 0.7,
          explains: ['batch'],
        }),
        alertOn('front'),
        alertOn('batch'),
      ],
      [
        'cause: image-not-found on store (front)',
        'cause: rollout-stuck on other (batch)',
        'symptom: alert-firing on front ()',
        'symptom: alert-firing on batch ()',
      ],
    ],
    [
      'calls an alert a cause where nothing else is known, and lets it explain nothing',
      [alertOn('store'), alertOn('front'), crashOf('cart', 0.7)],
      [
        'cause: application-crash on cart (front)',
        'cause: alert-firing on store ()',
        'symptom: alert-firing on front ()',
      ],
    ],
    [
      'lets nothing explain that is not decisive itself',
      [crashOf('front', 0.8), { ...imageNotFound, confidence: 0.84 }],
      [
        'cause: image-not-found on store ()',
        'cause: application-crash on front ()',
      ],
    ],
    [
      'lets a node explain what it holds up, and who waits for that',
      [
        crashOf('front'),
        finding('liveness-probe-timing', 'cart'),
        finding('node-kubelet-unavailable', ref('node-1', 'Node'), {
          category: 'infrastructure',
          explains: ['cart'],
        }),
      ],
      [
        'cause: node-kubelet-unavailable on node-1 (front cart)',
        'symptom: application-crash on front ()',
        'symptom: liveness-probe-timing on cart (front)',
      ],
    ],
    [
      'does not let a later gate explain an earlier one',
      [
        imageNotFound,
        finding('service-selector-mismatch', ref('store', 'Service'), {
          category: 'routing',
          explains: ['store'],
        }),
      ],
      [
        'cause: image-not-found on store ()',
        'cause: service-selector-mismatch on store ()',
      ],
    ],
    [
      'lets a slow callee explain that its callers wait, but not that they work',
      [
        finding('network-delay', 'store', {
          category: 'performance',
          confidence: 0.9,
          explains: ['cart', 'front'],
        }),
        finding('network-delay', 'cart', {
          category: 'performance',
          confidence: 0.88,
        }),
        finding('cpu-overload', 'front', { category: 'performance' }),
      ],
      [
        'cause: cpu-overload on front ()',
        'cause: network-delay on store (cart)',
        'symptom: network-delay on cart ()',
      ],
    ],
    [
      'takes an address that only a log complains of for a symptom, and one that contradicts the Service for a fault',
      [
        imageNotFound,
        finding('address-of-no-service', 'cart', {
          category: 'routing',
          confidence: 0.8,
        }),
        finding('address-of-no-port', 'front', { category: 'routing' }),
      ],
      [
        'cause: image-not-found on store (cart)',
        'cause: address-of-no-port on front ()',
        'symptom: address-of-no-service on cart ()',
      ],
    ],
    [
      'takes what is wrong with an object for why it does not work',
      [
        crashOf('cart'),
        finding('out-of-memory', 'cart'),
        finding('rollout-stuck', 'cart', {
          category: 'rollout',
          isGeneral: true,
        }),
      ],
      [
        'cause: out-of-memory on cart (cart cart)',
        'symptom: application-crash on cart ()',
        'symptom: rollout-stuck on cart ()',
      ],
    ],
    [
      'does not take one way of not working for why of another',
      [
        crashOf('cart'),
        finding('readiness-probe-failing', 'cart', {
          confidence: 0.9,
          isGeneral: true,
        }),
      ],
      [
        'cause: application-crash on cart ()',
        'cause: readiness-probe-failing on cart ()',
      ],
    ],
    [
      'does not know what is wrong where nothing is likely',
      [finding('cpu-throttled', 'cart', { confidence: 0.55 })],
      ['latent: cpu-throttled on cart ()'],
    ],
    ['says nothing of nothing', [], []],
  ])('%s', (_, findings, expected) => {
    expect(inShort(findings)).toEqual(expected);
  });

  it('says which finding explains another one better, and takes from its score', () => {
    const [cause, symptom] = rankCauses(
      [crashOf('front'), imageNotFound],
      chain,
    );
    expect(cause).toMatchObject({ score: 0.95, explainedBy: [] });
    expect(symptom.score).toBeCloseTo(0.65);
    expect(symptom.explainedBy).toEqual([
      {
        by: imageNotFound,
        relation: 'is-needed',
        message:
          'Deployment front needs Deployment store (image-not-found) to answer.',
      },
    ]);
    expect(cause.symptoms).toEqual([
      { finding: symptom.finding, ...symptom.explainedBy[0] },
    ]);
  });

  it.each<[string, number | undefined, number | undefined, string]>([
    ['at the same time', 0, 0, 'symptom'],
    ['a little later', 300_000, 0, 'symptom'],
    ['long before', 0, 900_000, 'symptom'],
    ['long after', 300_001, 0, 'cause'],
    ['nobody knows when', undefined, 0, 'symptom'],
  ])(
    'lets a cause that was found %s explain it, or does not',
    (_, since, symptomSince, verdict) => {
      const crash = crashOf('front');
      const causes = rankCauses([crash, imageNotFound], chain, {
        sinceOf: one => (one === crash ? symptomSince : since),
      });
      expect(causes.find(cause => cause.finding === crash)?.verdict).toBe(
        verdict,
      );
    },
  );

  it('goes from a caller through the Service to what it selects', () => {
    const service = ref('store', 'Service');
    const graph = CausalGraph.create([
      { from: ref('cart'), to: service, relation: 'calls' },
      { from: service, to: ref('store'), relation: 'selects' },
    ]);
    expect(inShort([crashOf('cart'), imageNotFound], graph)).toEqual([
      'cause: image-not-found on store (cart)',
      'symptom: application-crash on cart ()',
    ]);
    const mismatch = finding('service-port-mismatch', service, {
      category: 'routing',
      explains: ['store'],
    });
    expect(inShort([crashOf('cart'), mismatch], graph)).toEqual([
      'cause: service-port-mismatch on store (cart)',
      'symptom: application-crash on cart ()',
    ]);
  });

  it('lets the surer one of two that call each other explain the other one, and of two equal ones neither', () => {
    const circle = CausalGraph.create([
      calls('cart', 'store'),
      calls('store', 'cart'),
    ]);
    expect(inShort([crashOf('cart', 0.9), crashOf('store')], circle)).toEqual([
      'cause: application-crash on store (cart)',
      'symptom: application-crash on cart ()',
    ]);
    expect(inShort([crashOf('cart'), crashOf('store')], circle)).toEqual([
      'cause: application-crash on cart ()',
      'cause: application-crash on store ()',
    ]);
  });

  describe('whatever is found', () => {
    const names = ['a', 'b', 'c', 'd', 'e'];
    const name = fc.constantFrom(...names);
    const anyFinding = fc
      .record({
        fault: fc.constantFrom(
          'application-crash',
          'image-not-found',
          'network-delay',
          'node-not-ready',
        ),
        on: name,
        category: fc.constantFrom<FaultCategory>(
          'runtime',
          'startup',
          'performance',
          'infrastructure',
          'rollout',
        ),
        confidence: fc.constantFrom(0.3, 0.7, 0.85, 0.9, 0.99),
        explains: fc.subarray(names),
      })
      .map(({ fault, on, ...rest }) => finding(fault, on, rest));
    const findings = fc.uniqueArray(anyFinding, {
      selector: ({ fault, object }) => `${fault} ${object.name}`,
      maxLength: 12,
    });
    const graphs = fc
      .array(fc.tuple(name, name), { maxLength: 15 })
      .map(edges => CausalGraph.create(edges.map(([a, b]) => calls(a, b))));

    it('ranks every finding once, and none explains itself', () => {
      fc.assert(
        fc.property(findings, graphs, (found, graph) => {
          const causes = rankCauses(found, graph);
          expect(new Set(causes.map(cause => cause.finding))).toEqual(
            new Set(found),
          );
          expect(causes).toHaveLength(found.length);
          for (const cause of causes) {
            expect(cause.symptoms.map(each => each.finding)).not.toContain(
              cause.finding,
            );
            expect(cause.explainedBy.map(({ by }) => by)).not.toContain(
              cause.finding,
            );
            expect(cause.score).toBeGreaterThanOrEqual(0);
            expect(cause.score).toBeLessThanOrEqual(cause.finding.confidence);
          }
        }),
      );
    });

    it('says the same in whatever order it was found', () => {
      fc.assert(
        fc.property(
          findings.chain(found =>
            fc.tuple(
              fc.constant(found),
              fc.shuffledSubarray(found, {
                minLength: found.length,
                maxLength: found.length,
              }),
            ),
          ),
          graphs,
          ([found, shuffled], graph) => {
            expect(rankCauses(shuffled, graph)).toEqual(
              rankCauses(found, graph),
            );
          },
        ),
      );
    });
  });
});
