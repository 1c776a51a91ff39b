import type { Config } from '@backstage/config';
import { AnchorBucket } from './AnchorBucket';
import { AnchorFile } from './AnchorFile';
import type { AnchorKeeper } from './AnchorKeeper';

/** Reads `file` and `s3` of the section `groundcrew.operations.audit`: none, one, or both. */
export async function anchorKeepersFromConfig(
  root: Config,
): Promise<AnchorKeeper[]> {
  const config = root.getOptionalConfig('groundcrew.operations.audit');
  const keepers: AnchorKeeper[] = [];
  const path = config?.getOptionalString('file');
  if (path !== undefined) {
    keepers.push(await AnchorFile.create(path));
  }
  if (config?.has('s3')) {
    keepers.push(AnchorBucket.fromConfig(root));
  }
  return keepers;
}
