/** A semantic version, taken apart. */
export interface ParsedVersion {
  major: number;
  minor: number;
  patch: number;
  /** What follows a hyphen, part by part. */
  prerelease: string[];
}

const PATTERN =
  /^v?(\d+)\.(\d+)(?:\.(\d+))?(?:-([0-9A-Za-z.-]+))?(?:\+[0-9A-Za-z.-]+)?$/;

/** Takes a semantic version apart; "v1.2" counts as "1.2.0". `undefined` when it is none. */
export function parseVersion(version: string): ParsedVersion | undefined {
  const match = PATTERN.exec(version);
  if (!match) {
    return undefined;
  }
  const [, major, minor, patch = '0', prerelease] = match;
  return {
    major: Number(major),
    minor: Number(minor),
    patch: Number(patch),
    prerelease: prerelease?.split('.') ?? [],
  };
}

/** Compares two semantic versions by precedence (semver.org, section 11). Both have to be ones. */
export function compareVersions(left: string, right: string): number {
  const one = parseVersion(left);
  const two = parseVersion(right);
  if (!one || !two) {
    throw new Error(`Not semantic versions: ${left}, ${right}`);
  }
  return (
    one.major - two.major ||
    one.minor - two.minor ||
    one.patch - two.patch ||
    comparePrereleases(one.prerelease, two.prerelease)
  );
}

function comparePrereleases(left: string[], right: string[]): number {
  if (left.length === 0 || right.length === 0) {
    // A release comes after its pre-releases.
    return Number(left.length === 0) - Number(right.length === 0);
  }
  for (let index = 0; index < Math.min(left.length, right.length); index++) {
    const order = compareIdentifiers(left[index], right[index]);
    if (order !== 0) {
      return order;
    }
  }
  return left.length - right.length;
}

function compareIdentifiers(left: string, right: string): number {
  const [leftNumeric, rightNumeric] = [left, right].map(identifier =>
    /^\d+$/.test(identifier),
  );
  if (leftNumeric && rightNumeric) {
    return Number(left) - Number(right);
  }
  if (leftNumeric !== rightNumeric) {
    return leftNumeric ? -1 : 1;
  }
  if (left === right) {
    return 0;
  }
  return left < right ? -1 : 1;
}
