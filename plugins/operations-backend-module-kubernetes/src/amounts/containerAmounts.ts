import { parseQuantity } from '@groundcrew/plugin-clusters-node';
import type { Container } from 'kubernetes-types/core/v1';

/** How much a container requests and may use: the fields of the form, and where they stand in a container. */
export const AMOUNTS = [
  {
    field: 'cpuRequest',
    of: 'requests',
    resource: 'cpu',
    label: 'CPU request',
  },
  { field: 'cpuLimit', of: 'limits', resource: 'cpu', label: 'CPU limit' },
  {
    field: 'memoryRequest',
    of: 'requests',
    resource: 'memory',
    label: 'Memory request',
  },
  {
    field: 'memoryLimit',
    of: 'limits',
    resource: 'memory',
    label: 'Memory limit',
  },
] as const;

/** Takes an amount away. */
export const NO_AMOUNT = 'none';

/** The amounts of a container, as quantities; what it does not state is left out. */
export type Amounts = Partial<
  Record<(typeof AMOUNTS)[number]['field'], string>
>;

type Resources = NonNullable<Container['resources']>;

/** What a container states. */
export function amountsOf(container: Pick<Container, 'resources'>): Amounts {
  const amounts: Amounts = {};
  for (const { field, of, resource } of AMOUNTS) {
    const quantity = container.resources?.[of]?.[resource];
    if (quantity !== undefined) {
      amounts[field] = String(quantity);
    }
  }
  return amounts;
}

/** What a container would state after a change: what is left out of that stays. */
export function changedAmounts(before: Amounts, change: Amounts): Amounts {
  const after: Amounts = {};
  for (const { field } of AMOUNTS) {
    const quantity = change[field] ?? before[field];
    if (quantity !== undefined && quantity !== NO_AMOUNT) {
      after[field] = quantity;
    }
  }
  return after;
}

/** The `resources` of a container with these amounts, and whatever else they hold. */
export function withAmounts(
  { resources }: Pick<Container, 'resources'>,
  amounts: Amounts,
): Resources {
  const { limits, requests, ...others } = resources ?? {};
  const changed = { requests: { ...requests }, limits: { ...limits } };
  for (const { field, of, resource } of AMOUNTS) {
    const { [field]: quantity } = amounts;
    if (quantity === undefined) {
      delete changed[of][resource];
    } else {
      changed[of][resource] = quantity;
    }
  }
  // Without what is empty, which a template of before did not have either.
  return {
    ...others,
    ...(Object.keys(changed.requests).length > 0 && {
      requests: changed.requests,
    }),
    ...(Object.keys(changed.limits).length > 0 && { limits: changed.limits }),
  };
}

/** Whether both state as much, in whatever words: `0.5` is `500m`. */
export function isSameAmounts(one: Amounts, other: Amounts): boolean {
  return AMOUNTS.every(
    ({ field }) => inBase(one[field]) === inBase(other[field]),
  );
}

/** In cores or bytes. */
export function inBase(quantity: string | undefined): number | undefined {
  return quantity === undefined ? undefined : parseQuantity(quantity);
}
