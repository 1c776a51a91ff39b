import {
  resolvePackagePath,
  type UrlReaderService,
} from '@backstage/backend-plugin-api';
import { stringifyEntityRef, parseEntityRef } from '@backstage/catalog-model';
import type { Config } from '@backstage/config';
import path from 'node:path';
import { folderSource } from './folderSource';
import type { RunbookSource } from './RunbookSource';
import { urlSource } from './urlSource';

const ROOT = 'groundcrew.faults.runbooks';
const SHIPPED = '@groundcrew/plugin-faults-backend';

/**
 * The places of `groundcrew.faults.runbooks`: first what is shipped, so that others can take its place.
 *
 * @throws InputError when an entity reference is none
 */
export function runbookSources(
  root: Config,
  reader: UrlReaderService,
): RunbookSource[] {
  const config = root.getOptionalConfig(ROOT);
  const shipped = config?.getOptionalConfig('shipped');
  const sources = (config?.getOptionalConfigArray('locations') ?? []).map(
    location => {
      const target = location.getString('target');
      const place = { ...docsOf(location), name: target, isShipped: false };
      return /^https?:\/\//.test(target)
        ? urlSource(target, reader, place)
        : folderSource(path.resolve(target), place);
    },
  );
  return shipped?.getOptionalBoolean('enabled') === false
    ? sources
    : [
        folderSource(resolvePackagePath(SHIPPED, 'runbooks'), {
          ...docsOf(shipped),
          name: SHIPPED,
          isShipped: true,
        }),
        ...sources,
      ];
}

function docsOf(
  config: Config | undefined,
): Pick<RunbookSource, 'docsPath' | 'entityRef'> {
  const entityRef = config?.getOptionalString('entityRef');
  return {
    entityRef:
      entityRef === undefined
        ? undefined
        : stringifyEntityRef(
            parseEntityRef(entityRef, { defaultKind: 'component' }),
          ),
    docsPath: config?.getOptionalString('docsPath') ?? '',
  };
}
