import { stringifyEntityRef } from '@backstage/catalog-model';
import { useApi } from '@backstage/frontend-plugin-api';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { useEffect, useState } from 'react';

/** How many are suggested. */
const MOST = 200;

/** References of users and groups of the catalog, as suggestions. None, while they are not known: others can be typed. */
export function usePeople(): string[] {
  const catalogApi = useApi(catalogApiRef);
  const [people, setPeople] = useState<string[]>([]);
  useEffect(() => {
    let isWanted = true;
    const ask = async () => {
      try {
        const { items } = await catalogApi.queryEntities({
          filter: { kind: ['user', 'group'] },
          fields: ['kind', 'metadata.name', 'metadata.namespace'],
          orderFields: { field: 'metadata.name', order: 'asc' },
          limit: MOST,
        });
        if (isWanted) {
          setPeople(items.map(stringifyEntityRef));
        }
      } catch {
        // Suggestions are a convenience.
      }
    };
    void ask();
    return () => {
      isWanted = false;
    };
  }, [catalogApi]);
  return people;
}
