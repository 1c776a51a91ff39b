import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import {
  ALERT_FIRING_FAULT,
  faultCategorySchema,
  type RunbookFrontMatter,
} from '@groundcrew/plugin-faults-common';
// eslint-disable-next-line @backstage/no-forbidden-package-imports
import { kubernetesOperations } from '@groundcrew/plugin-operations-backend-module-kubernetes/src/operations';
import { coreDetectors } from '../detectors';
import { parseRunbook } from './parseRunbook';

const FOLDER = path.resolve(__dirname, '../../runbooks');
const shipped = readdirSync(FOLDER)
  .sort()
  .map(
    file =>
      [
        file,
        parseRunbook(readFileSync(path.join(FOLDER, file), 'utf8')),
      ] as const,
  );

const faults = new Set([
  ...coreDetectors.flatMap(detector => detector.faults.map(({ id }) => id)),
  ALERT_FIRING_FAULT,
]);
const ids = new Set<string>([
  ...faults,
  ...coreDetectors.map(({ id }) => id),
  ...faultCategorySchema.options,
]);

type Target = NonNullable<
  RunbookFrontMatter['resolution'][number]['operation']
>['target'];
const aims = (target: Target, kind: string) =>
  typeof target !== 'object' || target.kind === kind;

describe('the runbooks that are shipped', () => {
  it.each(shipped)('%s names what there is', (_, { body, front }) => {
    expect(front.symptoms.filter(id => !ids.has(id))).toEqual([]);
    expect(new Set(front.symptoms).size).toBe(front.symptoms.length);
    const kindsOf = new Map(
      kubernetesOperations.map(({ id, kinds }) => [id, kinds]),
    );
    const impossible = front.resolution.flatMap(({ operation }) =>
      operation &&
      !kindsOf.get(operation.id)?.some(kind => aims(operation.target, kind))
        ? operation
        : [],
    );
    expect(impossible).toEqual([]);
    expect(body).toMatch(new RegExp(`^# ${front.title}\n`));
  });

  it.each(shipped)('%s says how to see that it helped', (_, { front }) => {
    const unverified = front.resolution.filter(
      ({ operation, verify }) => operation && !verify,
    );
    expect(unverified).toEqual([]);
    expect(front.escalation?.length).toBeGreaterThan(0);
  });

  it('are for every fault', () => {
    const covered = new Set(shipped.flatMap(([, { front }]) => front.symptoms));
    expect([...faults].filter(id => !covered.has(id))).toEqual([]);
  });
});
