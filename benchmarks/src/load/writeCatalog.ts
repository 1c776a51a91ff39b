import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * Writes a catalog of one component, which a Deployment of a load belongs to.
 *
 * @returns its path
 */
export async function writeCatalog(options: {
  directory: string;
  entityId: string;
}): Promise<string> {
  const { directory, entityId } = options;
  const path = join(directory, 'catalog.yaml');
  await writeFile(
    path,
    `apiVersion: backstage.io/v1alpha1
kind: Component
metadata:
  name: ${entityId}
  annotations: { backstage.io/kubernetes-id: ${entityId} }
spec: { type: service, lifecycle: production, owner: group:default/benchmark }
`,
  );
  return path;
}
