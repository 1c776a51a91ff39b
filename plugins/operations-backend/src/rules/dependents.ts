import { pass, refuse, type SafetyRule } from './SafetyRule';

/** What others depend on, an automation does not put at high risk. */
export const dependents: SafetyRule = {
  id: 'dependents',
  overridable: false,
  judge({ actor, dependents: entities, target }) {
    return actor.type === 'automation' &&
      target.risk === 'high' &&
      entities.length > 0
      ? refuse(
          `${entities.join(', ')} ${
            entities.length === 1 ? 'depends' : 'depend'
          } on it, and the risk is high: a person has to ask for it`,
        )
      : pass('nothing that depends on it is at high risk');
  },
};
