import type { Place } from '@groundcrew/plugin-deployments-common';
import { compareVersions, parseVersion } from './parseVersion';

/** How far a version is behind the newest one of the same entity. */
export interface VersionLag {
  /**
   * - `major`, `minor`, `patch`: behind by `count` of them.
   * - `prerelease`: a pre-release of the newest one.
   * - `different`: not the same, and not to be put in an order.
   */
  by: 'major' | 'minor' | 'patch' | 'prerelease' | 'different';
  count: number;
  /** The newest version, and where it is. */
  version: string;
  environment: string;
}

/** The newest version among places, and the first place that has it. */
export interface NewestVersion {
  version: string;
  environment: string;
}

/**
 * Finds the newest version. Where one of them is not a semantic version they cannot be put in an order; the one of the
 * first environment stands for the newest then, since changes travel in the order of environments.
 */
export function newestVersion(
  places: readonly Place[],
): NewestVersion | undefined {
  const candidates = places.flatMap(place =>
    place.version === undefined
      ? []
      : [
          {
            version: place.version,
            environment: place.environment ?? place.cluster,
          },
        ],
  );
  if (candidates.some(({ version }) => !parseVersion(version))) {
    return candidates[0];
  }
  return candidates.reduce<NewestVersion | undefined>(
    (newest, candidate) =>
      newest && compareVersions(candidate.version, newest.version) <= 0
        ? newest
        : candidate,
    undefined,
  );
}

/** How far a version is behind; `undefined` when it is the newest or not known. */
export function versionLag(
  version: string | undefined,
  newest: NewestVersion | undefined,
): VersionLag | undefined {
  if (!version || !newest || version === newest.version) {
    return undefined;
  }
  const own = parseVersion(version);
  const other = parseVersion(newest.version);
  if (!own || !other) {
    return { by: 'different', count: 1, ...newest };
  }
  if (compareVersions(version, newest.version) >= 0) {
    return undefined;
  }
  for (const by of ['major', 'minor', 'patch'] as const) {
    if (own[by] !== other[by]) {
      return { by, count: other[by] - own[by], ...newest };
    }
  }
  return { by: 'prerelease', count: 1, ...newest };
}
