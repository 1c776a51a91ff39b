import { createHash } from 'node:crypto';

/** A container's id as containerd has them, the same for the same run. */
export function containerId(
  podUid: string,
  container: string,
  restart: number,
): string {
  return `containerd://${sha256(`${podUid}/${container}/${restart}`)}`;
}

/** The digest that an image's tag stands for. */
export function imageId(image: string): string {
  const repository = image.replace(/:[^:/@]+$/, '');
  return `${repository}@sha256:${sha256(image)}`;
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
