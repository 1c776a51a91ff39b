import { ScriptedApi } from '@groundcrew/plugin-clusters-react/testUtils';
import type { FaultsApi } from '@groundcrew/plugin-faults-common';

/** Faults that a test answers for. */
export class ScriptedFaults
  extends ScriptedApi<FaultsApi>
  implements FaultsApi
{
  static create(script: Partial<FaultsApi>): ScriptedFaults {
    return new ScriptedFaults(script);
  }

  private constructor(script: Partial<FaultsApi>) {
    super(script);
  }

  readonly getFaults = this.answer('getFaults', 1);
  readonly getReliability = this.answer('getReliability', 2);
  readonly listIncidents = this.answer('listIncidents', 1);
  readonly getIncident = this.answer('getIncident', 1);
  readonly commandIncident = this.answer('commandIncident', 2);
  readonly getPostMortem = this.answer('getPostMortem', 1);
  readonly getIncidentRunbooks = this.answer('getIncidentRunbooks', 1);
  readonly listRunbooks = this.answer('listRunbooks', 0);
  readonly getRunbook = this.answer('getRunbook', 1);
  readonly listAlerts = this.answer('listAlerts', 0);
  readonly listMutes = this.answer('listMutes', 0);
  readonly createMute = this.answer('createMute', 1);
  readonly endMute = this.answer('endMute', 1);
  readonly listDetectors = this.answer('listDetectors', 1);
  readonly getHealing = this.answer('getHealing', 1);
  readonly getNotices = this.answer('getNotices', 1);
  readonly listHealing = this.answer('listHealing', 0);
  readonly switchPolicy = this.answer('switchPolicy', 2);
  readonly pauseHealing = this.answer('pauseHealing', 1);
  readonly tryPolicy = this.answer('tryPolicy', 1);
  readonly resetLearning = this.answer('resetLearning', 1);
}
