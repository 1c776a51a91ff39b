import { parseQuantity } from '@groundcrew/plugin-clusters-node';
import { asList } from './asList';
import type { templateOf } from '../topology';

/** What all containers of a pod together may use, in cores or bytes; undefined where one has no limit. */
export function limitOf(
  { spec }: ReturnType<typeof templateOf>,
  resource: 'cpu' | 'memory',
): number | undefined {
  const limits = asList(spec?.containers).map(
    ({ resources }) => parseQuantity(resources?.limits?.[resource] ?? '') ?? 0,
  );
  return limits.length > 0 && limits.every(limit => limit > 0)
    ? limits.reduce((sum, limit) => sum + limit, 0)
    : undefined;
}
