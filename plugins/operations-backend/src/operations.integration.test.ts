import {
  checkoutIn,
  OperationsBackend,
} from './__testUtils__/OperationsBackend';

jest.setTimeout(120_000);

describe('operations on the sandbox', () => {
  let backend: OperationsBackend;

  beforeAll(async () => {
    backend = await OperationsBackend.start({
      operations: {
        approvals: [
          {
            environments: ['prod'],
            exempt: ['group:default/owners', 'group:default/platform'],
          },
        ],
        automations: [
          {
            subject: 'external:healer',
            operations: ['kubernetes.restart'],
            environments: ['dev'],
          },
        ],
      },
    });
    await backend.untilWatched(checkoutIn('dev'));
    await backend.untilWatched(checkoutIn('prod'));
  });

  afterAll(async () => {
    await backend.stop();
  });

  it('restarts a workload, and verifies it', async () => {
    const submitted = await backend.submit('developer', {
      operation: 'kubernetes.restart',
      target: checkoutIn('dev'),
      entityRef: 'component:default/checkout',
    });
    expect(submitted).toMatchObject({
      phase: 'queued',
      requestedBy: { type: 'user', entityRef: 'user:default/developer' },
      environment: 'dev',
      targetOwner: 'group:default/checkout',
    });
    const done = await backend.until(submitted.id, 'succeeded', 'failed');
    expect(done).toMatchObject({ phase: 'succeeded' });
  });
});
