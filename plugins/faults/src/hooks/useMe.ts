import { identityApiRef, useApi } from '@backstage/frontend-plugin-api';
import { useEffect, useState } from 'react';

/** The entity reference of whoever is signed in; `undefined` while it is not known. */
export function useMe(): string | undefined {
  const identity = useApi(identityApiRef);
  const [me, setMe] = useState<string>();
  useEffect(() => {
    let isWanted = true;
    void identity.getBackstageIdentity().then(({ userEntityRef }) => {
      if (isWanted) {
        setMe(userEntityRef);
      }
    });
    return () => {
      isWanted = false;
    };
  }, [identity]);
  return me;
}
