import { createHmac, randomBytes } from 'node:crypto';
import type { KubernetesObject } from '../kubernetesObjects';
import type { ConfigurationPlace } from './ConfigurationVisitor';
import { MASK } from './credentials';
import { mapConfiguration } from './mapConfiguration';

/** Of this process, so that a marker cannot be looked up in a table of likely values. */
const key = randomBytes(32);

/**
 * Replaces values of configuration by a marker, in a copy: values of ConfigMaps, literal environment, commands and
 * arguments, and annotations that hold configuration. Names and keys stay.
 *
 * @remarks
 *
 * Equal values of the same name have equal markers for as long as the process lives, so that a diff still shows what
 * differs.
 */
export function hideConfiguration<T extends KubernetesObject>(
  kind: string,
  object: T,
): T {
  return mapConfiguration(kind, object, hideValue);
}

/** The marker of a hidden value. */
export function hiddenMarker(name: string, value: string): string {
  const digest = createHmac('sha256', key)
    .update(`${name}\0${value}`)
    .digest('hex');
  return `<hidden:${digest.slice(0, 8)}>`;
}

function hideValue(
  value: string,
  place: ConfigurationPlace,
  name: string,
): string {
  if (typeof value !== 'string' || value === '' || value === MASK) {
    return value;
  }
  switch (place) {
    case 'attribute':
      return value;
    case 'annotation':
      return holdsConfiguration(name, value)
        ? hiddenMarker(name, value)
        : value;
    case 'argument':
      // Not by the argument before it: an argument that moved is still the same.
      return hiddenMarker('', value);
    default:
      return hiddenMarker(name, value);
  }
}

const CONFIGURATION_ANNOTATION =
  /config|snippet|template|values|parameters|environment-variables/i;
const NEVER_HIDDEN =
  /^(groundcrew\.io|backstage\.io|argocd\.argoproj\.io|deployment\.kubernetes\.io|meta\.helm\.sh)\/|checksum|hash/i;

function holdsConfiguration(name: string, value: string): boolean {
  return (
    !NEVER_HIDDEN.test(name) &&
    (CONFIGURATION_ANNOTATION.test(name) ||
      value.length > 512 ||
      value.includes('\n') ||
      /^\s*[[{]/.test(value))
  );
}
