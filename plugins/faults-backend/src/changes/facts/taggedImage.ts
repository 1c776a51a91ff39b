/** The repository and the tag of an image; no tag where it has none, or is named by its digest. */
export function taggedImage(image: string): [string, string | undefined] {
  const at = image.indexOf('@');
  const colon = image.lastIndexOf(':');
  return at === -1 && colon > image.lastIndexOf('/')
    ? [image.slice(0, colon), image.slice(colon + 1)]
    : [at === -1 ? image : image.slice(0, at), undefined];
}
