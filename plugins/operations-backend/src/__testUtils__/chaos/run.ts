import { parseArgs } from 'node:util';
import { runChaos } from './runChaos';

const DEFAULT_KILLS = '60';

/** `npm run chaos -- operations`: kills backends, prints what became of their operations, and fails if anything did. */
async function main() {
  const { values } = parseArgs({
    options: { kills: { type: 'string', default: DEFAULT_KILLS } },
  });
  const outcomes = await runChaos({
    kills: Number(values.kills),
    postgresql: process.env.GROUNDCREW_TEST_POSTGRESQL,
    log: line => console.log(line),
  });
  console.table(
    Object.entries(outcomes).map(([database, { faults, ...counts }]) => ({
      database,
      ...counts,
      faults: faults.length,
    })),
  );
  const all = Object.values(outcomes);
  const faults = all.flatMap(outcome => outcome.faults);
  for (const fault of faults) {
    console.log(fault);
  }
  const sum = (key: 'kills' | 'doubleEffects' | 'lost' | 'stuck') =>
    all.reduce((total, outcome) => total + outcome[key], 0);
  console.log(
    JSON.stringify({
      kills: sum('kills'),
      doubleEffects: sum('doubleEffects'),
      lost: sum('lost'),
      stuck: sum('stuck'),
    }),
  );
  return faults.length > 0 ? 1 : 0;
}

main().then(
  code => process.exit(code),
  error => {
    console.error(error);
    process.exit(1);
  },
);
