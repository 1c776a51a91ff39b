import type { AnchorKeeper, KeptAnchors } from './AnchorKeeper';

/** What a keeper answered. */
export interface KeeperReading extends Partial<KeptAnchors> {
  /** Of the keeper. */
  name: string;
  /** Why it could not be read. */
  error?: unknown;
}

/** Asks all keepers at once. One that cannot be read does not keep the others from being. */
export async function readKeepers(
  keepers: readonly AnchorKeeper[],
  options: { from: number },
): Promise<KeeperReading[]> {
  return await Promise.all(
    keepers.map(async keeper => {
      const { name } = keeper;
      try {
        return { name, ...(await keeper.read(options)) };
      } catch (error) {
        return { name, error };
      }
    }),
  );
}
