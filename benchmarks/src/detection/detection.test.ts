import { canTestWithLab, Lab, waitFor } from '@groundcrew/lab';
import { Cleanup } from '../processes';
import { DetectionBackend } from './DetectionBackend';
import { faultKinds } from './faults';
import {
  isAbout,
  prepareFaults,
  untilResolved,
  type PreparedFault,
} from './injectFaults';

jest.setTimeout(240_000);

const describeOrSkip = canTestWithLab('detection on a real API server')
  ? describe
  : describe.skip;

/** The short form of the benchmark: each kind of fault once, and nothing is timed. */
describeOrSkip('detection', () => {
  const cleanup = Cleanup.create();
  const prepared = new Map<string, PreparedFault>();
  let backend: DetectionBackend;
  let before: object[];

  beforeAll(async () => {
    const lab = await Lab.start({ nodes: 0, kwok: false, controllers: false });
    cleanup.defer(() => lab.stop());
    for (const one of await prepareFaults(lab, { times: 1 })) {
      prepared.set(one.kind.id, one);
    }
    backend = await DetectionBackend.start({
      cleanup,
      lab,
      pods: 1,
      quietSeconds: 1,
    });
    before = await backend.allIncidents();
    for (const { injection } of prepared.values()) {
      await injection.break();
    }
  });

  afterAll(() => cleanup.run());

  it('tells of nothing while nothing is wrong', () => {
    expect(before).toEqual([]);
  });

  it.each(faultKinds.map(({ id }) => id))('tells of %s', async id => {
    const fault = prepared.get(id)!;
    const incident = await waitFor('the incident', async () =>
      (await backend.currentIncidents()).find(one => isAbout(one, fault)),
    );
    expect(fault.kind.faults).toContain(incident.fault);
  });

  it('tells of nothing besides', async () => {
    const besides = (await backend.allIncidents()).filter(
      incident =>
        ![...prepared.values()].some(
          fault =>
            isAbout(incident, fault) &&
            fault.kind.faults.includes(incident.fault),
        ),
    );
    expect(besides).toEqual([]);
  });

  it('resolves all of it when it is mended', async () => {
    await Promise.all(
      [...prepared.values()].map(({ injection }) => injection.mend()),
    );
    expect(await untilResolved(backend)).toEqual([]);
  });
});
