import { mockServices } from '@backstage/backend-test-utils';
import { SloObjectives } from './SloObjectives';

const objectives = (slo?: object) =>
  SloObjectives.fromConfig(
    mockServices.rootConfig({
      data: slo ? { groundcrew: { faults: { slo } } } : {},
    }),
  );

const entity = (objective?: string) => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: {
    name: 'cart',
    annotations: objective
      ? { 'groundcrew.io/slo-objective': objective }
      : undefined,
  },
});

describe('SloObjectives', () => {
  const configured = objectives({
    objective: 0.99,
    environments: { prod: 0.9995 },
  });

  it.each([
    ['nobody says anything', objectives(), entity(), 'prod', 0.999],
    ['it is configured', configured, entity(), 'dev', 0.99],
    ['the environment has its own', configured, entity(), 'prod', 0.9995],
    ['it is in no environment', configured, entity(), undefined, 0.99],
    ['the entity says so', configured, entity('0.95'), 'prod', 0.95],
    ['the entity says nonsense', configured, entity('99.9%'), 'prod', 0.9995],
    ['the entity says always', configured, entity('1'), 'prod', 0.9995],
  ])('%s', (_, all, one, environment, objective) => {
    expect(all.of({ entity: one, environment })).toBe(objective);
  });

  it.each([
    [{ objective: 99.9 }],
    [{ objective: 1 }],
    [{ environments: { prod: 0 } }],
  ])('refuses %j', slo => {
    expect(() => objectives(slo)).toThrow(/more than 0 and less than 1/);
  });
});
