import { ApiError } from './ApiError';
import { KubeObject } from './objects';

export type View = 'object' | 'PartialObjectMetadata';

/**
 * Which form of an object the client prefers among those that can be given. Throws a 406 when there is none.
 */
export function negotiateView(
  accept: string | undefined,
  offered: { list: boolean },
): View {
  for (const clause of (accept || '*/*').split(',')) {
    const [mediaType, ...parameters] = clause.split(';').map(s => s.trim());
    if (!/^(application\/json|application\/\*|\*\/\*)$/.test(mediaType)) {
      continue;
    }
    const as = parameters.find(parameter => parameter.startsWith('as='));
    if (!as) return 'object';
    const kind = as.slice('as='.length);
    if (
      kind ===
      (offered.list ? 'PartialObjectMetadataList' : 'PartialObjectMetadata')
    ) {
      return 'PartialObjectMetadata';
    }
  }
  throw ApiError.notAcceptable();
}

/** The object without anything but its metadata. */
export function partialObjectMetadata(object: KubeObject): KubeObject {
  return {
    kind: 'PartialObjectMetadata',
    apiVersion: 'meta.k8s.io/v1',
    metadata: object.metadata,
  };
}
