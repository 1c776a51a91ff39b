import { mockServices } from '@backstage/backend-test-utils';
import type {
  ConfiguredFault,
  IncidentResponder,
  Incidents,
} from '@groundcrew/plugin-faults-node';
import { IncidentResponders } from './IncidentResponders';

const FAULTS = new Set(['application-crash', 'out-of-memory']);

function responder(faults?: readonly ConfiguredFault[]) {
  return {
    start: jest.fn(async () => {}),
    stop: jest.fn(async () => {}),
    ...(faults && { configuredFaults: () => faults }),
  } satisfies IncidentResponder;
}

describe('IncidentResponders', () => {
  it.each([
    ['out-of-memroy', 'out-of-memory'],
    ['crash', 'application-crash'],
    ['', 'out-of-memory'],
  ])('refuses the fault %p, and names the nearest', (fault, nearest) => {
    const responders = IncidentResponders.create();
    responders.addResponder(responder());
    responders.addResponder(
      responder([
        { fault: 'out-of-memory', by: "healing policy 'known'" },
        { fault, by: "healing policy 'mine'" },
      ]),
    );
    expect(() => responders.refuseUnknownFaults(FAULTS)).toThrow(
      `No detector finds the fault '${fault}', which the healing policy 'mine' is for. Is '${nearest}' meant?`,
    );
  });

  it('lets pass what is found, and those who are for all', () => {
    const responders = IncidentResponders.create();
    responders.addResponder(responder());
    responders.addResponder(
      responder([...FAULTS].map(fault => ({ fault, by: 'mine' }))),
    );
    expect(() => responders.refuseUnknownFaults(FAULTS)).not.toThrow();
  });

  it('starts and stops all of them, whatever one does', async () => {
    const responders = IncidentResponders.create();
    const broken = responder();
    broken.start.mockRejectedValue(new Error('broken'));
    broken.stop.mockRejectedValue(new Error('broken'));
    const sound = responder();
    responders.addResponder(broken);
    responders.addResponder(sound);
    const logger = mockServices.logger.mock();
    await responders.start({} as Incidents, logger);
    expect(sound.start).toHaveBeenCalled();
    expect(logger.error).toHaveBeenCalledWith(
      expect.stringContaining('broken'),
    );
    await responders.stop();
    expect(sound.stop).toHaveBeenCalled();
  });
});
