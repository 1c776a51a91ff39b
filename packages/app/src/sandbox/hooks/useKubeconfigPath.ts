import { useApi } from '@backstage/frontend-plugin-api';
import { useEffect, useState } from 'react';
import { sandboxApiRef } from '../api';

/** Where the kubeconfig of the sandbox lies; undefined until it is known. */
export function useKubeconfigPath(): string | undefined {
  const api = useApi(sandboxApiRef);
  const [path, setPath] = useState<string>();

  useEffect(() => {
    let left = false;
    api.kubeconfigPath().then(
      answer => !left && setPath(answer),
      // The page says already that the sandbox does not answer.
      () => {},
    );
    return () => {
      left = true;
    };
  }, [api]);
  return path;
}
