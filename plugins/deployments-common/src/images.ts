import { z } from 'zod/v3';

/**
 * A container image, taken apart.
 *
 * @public
 */
export const imageSchema = z.object({
  /** The container that runs it. */
  container: z.string(),
  /** As written in the pod template. */
  image: z.string(),
  /** Registry and name without tag and digest. */
  repository: z.string(),
  tag: z.string().optional(),
  /** With its algorithm: "sha256:…". */
  digest: z.string().optional(),
});

/**
 * A container image, taken apart.
 *
 * @public
 */
export type Image = z.infer<typeof imageSchema>;

/**
 * Takes an image reference apart, by the grammar of the OCI distribution specification.
 *
 * @param container - the container that runs it
 * @param image - for example "registry.example:5000/shop/checkout:1.8.2"
 *
 * @public
 */
export function parseImage(container: string, image: string): Image {
  const [withoutDigest, digest] = image.split('@', 2);
  // A colon before the last slash belongs to the registry's port.
  const slash = withoutDigest.lastIndexOf('/');
  const colon = withoutDigest.indexOf(':', slash + 1);
  return {
    container,
    image,
    repository: colon === -1 ? withoutDigest : withoutDigest.slice(0, colon),
    tag: colon === -1 ? undefined : withoutDigest.slice(colon + 1),
    digest,
  };
}
