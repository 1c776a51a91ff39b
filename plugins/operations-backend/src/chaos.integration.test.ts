import { runChaos } from './__testUtils__/chaos/runChaos';

// It starts a backend for every kill.
jest.setTimeout(15 * 60_000);

const KILLS = 20;

// "npm run chaos -- operations" kills more often, and says where.
it(`does nothing twice and forgets nothing when backends are killed ${KILLS} times`, async () => {
  const outcomes = await runChaos({
    kills: KILLS,
    // Where tests are told of one.
    postgresql:
      process.env.BACKSTAGE_TEST_DATABASE_POSTGRES15_CONNECTION_STRING,
    log: () => {},
  });
  for (const outcome of Object.values(outcomes)) {
    expect(outcome).toMatchObject({
      doubleEffects: 0,
      lost: 0,
      stuck: 0,
      faults: [],
    });
  }
  const kills = Object.values(outcomes).map(outcome => outcome.kills);
  expect(kills.reduce((sum, one) => sum + one)).toBeGreaterThanOrEqual(
    KILLS - 2,
  );
});
