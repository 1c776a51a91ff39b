/** An image reference in its parts. */
export interface ImageReference {
  /** With its registry, where it names one: `ghcr.io/shop/checkout`. */
  repository: string;
  tag?: string;
  digest?: string;
}

const MAX_REPOSITORY_LENGTH = 255;

// The grammar of the distribution project's references:
// https://github.com/distribution/reference/blob/main/reference.go
const HOST_PART = '[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?';
const DOMAIN = `(?:${HOST_PART}(?:\\.${HOST_PART})*|\\[[a-fA-F0-9:]+\\])(?::[0-9]+)?`;
const PATH_PART = '[a-z0-9]+(?:(?:\\.|_|__|-+)[a-z0-9]+)*';
const REPOSITORY = `(?:${DOMAIN}/)?${PATH_PART}(?:/${PATH_PART})*`;
const TAG = '[\\w][\\w.-]{0,127}';
const DIGEST = '[a-z0-9]+(?:[.+_-][a-z0-9]+)*:[0-9a-fA-F]{32,}';
const REFERENCE = new RegExp(
  `^(${REPOSITORY})(?::(${TAG}))?(?:@(${DIGEST}))?$`,
);

/** Reads an image reference; undefined when it is none. */
export function parseImageReference(text: string): ImageReference | undefined {
  // Before the expression: it should not be tried on what nobody could mean.
  if (text.length > 1_024) {
    return undefined;
  }
  const match = REFERENCE.exec(text);
  if (!match || match[1].length > MAX_REPOSITORY_LENGTH) {
    return undefined;
  }
  const [, repository, tag, digest] = match;
  if (
    digest?.startsWith('sha256:') &&
    digest.length !== 'sha256:'.length + 64
  ) {
    return undefined;
  }
  return { repository, tag, digest };
}

/** Whether what it names may be something else tomorrow. */
export function isMovable({ tag, digest }: ImageReference): boolean {
  return digest === undefined && (tag === undefined || tag === 'latest');
}
