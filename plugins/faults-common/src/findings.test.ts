import { faultsViewSchema } from './causes';
import { findingSchema, type Finding } from './findings';

const finding: Finding = {
  fault: 'config-map-missing',
  category: 'startup',
  title: 'The ConfigMap does not exist',
  object: {
    cluster: 'dev',
    kind: 'Deployment',
    namespace: 'shop',
    name: 'cart',
  },
  message: "The ConfigMap 'flags' does not exist.",
  confidence: 0.96,
  evidence: [{ source: 'event', message: 'configmap "flags" not found' }],
  explains: [],
  detector: 'missing-configuration',
};

describe('findingSchema', () => {
  it('takes what detectors say', () => {
    expect(findingSchema.parse(finding)).toEqual(finding);
  });

  it.each<[string, object]>([
    ['a confidence beyond certainty', { confidence: 1.1 }],
    ['a gate that there is not', { category: 'weather' }],
    ['evidence from nowhere', { evidence: [{ message: 'somebody said so' }] }],
  ])('refuses %s', (_, changes) => {
    expect(findingSchema.safeParse({ ...finding, ...changes }).success).toBe(
      false,
    );
  });
});

describe('faultsViewSchema', () => {
  it('has causes, and no findings that something else explains', () => {
    const view = (verdict: string) => ({
      incidents: [],
      causes: [{ finding, verdict, symptoms: [] }],
      hidden: 0,
      clusters: [],
    });
    expect(faultsViewSchema.safeParse(view('cause')).success).toBe(true);
    expect(faultsViewSchema.safeParse(view('symptom')).success).toBe(false);
  });
});
