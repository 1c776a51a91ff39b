import {
  matchesLabels,
  parseLabelSelector,
  type LabelSelectorObject,
} from '@groundcrew/plugin-clusters-node';

/**
 * Whether a selector of an object selects what carries these labels. None selects nothing, an empty one everything; one
 * that the API server would refuse selects nothing.
 */
export function matchesSelector(
  selector: LabelSelectorObject | undefined,
  labels: Readonly<Record<string, string>> | undefined,
): boolean {
  try {
    return selector
      ? matchesLabels(parseLabelSelector(selector), labels)
      : false;
  } catch {
    return false;
  }
}
