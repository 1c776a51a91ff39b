import { exampleIncident } from '../__testUtils__/exampleIncident';
import { Condition } from './Condition';
import { conditionVariables } from './conditionVariables';

const judge = (expression: string) =>
  Condition.compile(expression).judge(
    conditionVariables(exampleIncident(), 61_000),
  );

describe('Condition', () => {
  it.each([
    'incident.fault == "application-crash" && incident.category == "runtime"',
    'incident.ageSeconds == 60',
    'incident.ageSeconds >= 30 && incident.ageSeconds < 120',
    'incident.affected == 1 && incident.severity in ["P2", "P3"]',
    'incident.environment == "dev" && incident.cluster != "prod"',
    '"component:default/cart" in incident.entities',
    'incident.impact == "down"',
    'object.kind == "Deployment" && object.namespace.startsWith("sh") && object.name == "cart"',
    'changes.exists(c, c.isSuspect && c.kind == "release" && c.ageSeconds < 3600)',
    'changes.all(c, c.action != "deleted" && c.object == "Deployment" && c.name == "cart")',
    'size(changes) == 1',
  ])('lets through what fits: %s', expression => {
    expect(judge(expression)).toEqual({ fits: true });
  });

  it.each([
    ['incident.environment == "prod"', /not met/],
    ['changes.exists(c, c.kind == "scaling")', /not met/],
    ['incident.weather == "rain"', /condition fails/],
    ['incident.fault > 3', /condition fails/],
    ['incident.fault', /no bool/],
  ])('does not fit, and says why: %s', (expression, reason) => {
    expect(judge(expression)).toEqual({
      fits: false,
      reason: expect.stringMatching(reason),
    });
  });

  it.each([
    ['no CEL', 'incident.fault ==', /no CEL/],
    ['a name that there is not', 'weather == "rain"', /no CEL/],
    ['no bool', '1 + 2', /gives a int/],
    ['a regular expression', 'incident.fault.matches("(a+)+$")', /matches/],
    [
      'a regular expression in a loop',
      'changes.exists(c, c.name.matches("(a+)+$"))',
      /matches/,
    ],
    [
      'loops inside each other',
      'changes.all(a, changes.all(b, changes.all(c, c.name == a.name)))',
      /loops inside/,
    ],
    ['much', Array(300).fill('true').join(' && '), /no CEL/],
    ['deep', `${'('.repeat(100)}true${')'.repeat(100)}`, /no CEL/],
  ])('refuses %s', (_, expression, reason) => {
    expect(() => Condition.compile(expression)).toThrow(reason);
  });

  it('is done soon with as much as there may be', () => {
    const [change] = exampleIncident().explanation.changes;
    const { explanation } = exampleIncident();
    const incident = exampleIncident({
      explanation: { ...explanation, changes: Array(5_000).fill(change) },
    });
    const variables = conditionVariables(incident, 61_000);
    expect(variables.changes).toHaveLength(50);
    const condition = Condition.compile(
      'changes.all(a, changes.all(b, a.name == b.name))',
    );
    expect(condition.judge(variables)).toEqual({ fits: true });
  });
});
