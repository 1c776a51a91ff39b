/** What the path of a request names, by the conventions of the Kubernetes API. */
export interface RequestTarget {
  group: string;
  version: string;
  plural: string;
  namespace?: string;
  name?: string;
  subresource?: string;
}

/** Parses `/api/v1/…` and `/apis/<group>/<version>/…`; undefined for any other path. */
export function parseRequestTarget(path: string): RequestTarget | undefined {
  const parts = path.split('/').filter(Boolean).map(decoded);
  const root = parts.shift();
  let group = '';
  if (root === 'apis') group = parts.shift() ?? '';
  else if (root !== 'api') return undefined;
  const version = parts.shift();
  if (!version || parts.length === 0) return undefined;
  const [first, namespace, third] = parts;
  if (first === 'namespaces' && third && !isNamespaceSubresource(parts)) {
    const [, , plural, name, subresource, ...rest] = parts;
    if (rest.length > 0 && subresource !== 'proxy') return undefined;
    return { group, version, plural, namespace, name, subresource };
  }
  const [plural, name, subresource, ...rest] = parts;
  if (rest.length > 0 && subresource !== 'proxy') return undefined;
  return { group, version, plural, name, subresource };
}

function isNamespaceSubresource(parts: string[]): boolean {
  return parts.length === 3 && ['status', 'finalize'].includes(parts[2]);
}

/** What is no encoding stands for itself. */
function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
