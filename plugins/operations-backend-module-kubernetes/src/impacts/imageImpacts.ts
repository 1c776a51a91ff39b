import type { Impact } from '@groundcrew/plugin-operations-common';
import { isMovable, parseImageReference } from '../images/parseImageReference';

/** What to know of an image before it takes the place of another. */
export function imageImpacts(before: string, after: string): Impact[] {
  const from = parseImageReference(before);
  const to = parseImageReference(after);
  const impacts: Impact[] = [];
  if (from && to && from.repository !== to.repository) {
    impacts.push({
      severity: 'warning',
      code: 'other-repository',
      message: `It is another image: ${to.repository} instead of ${from.repository}.`,
    });
  }
  if (to && isMovable(to)) {
    impacts.push({
      severity: 'warning',
      code: 'movable-tag',
      message: `${
        to.tag ? `The tag ${to.tag}` : 'An image without a tag'
      } means something else over time: pods that start later may run something else.`,
    });
  }
  return impacts;
}
