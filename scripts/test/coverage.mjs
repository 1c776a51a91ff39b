import path from 'node:path';

/** Of each package's lines, this share has to be reached by tests. */
export const requiredPercent = 80;

/**
 * The share of lines that tests reach, for each package.
 *
 * @param summary - Istanbul's `json-summary`
 * @param packages - folders, relative to the root; those without a line of code are left out
 */
export function coverageOfPackages(summary, packages, root) {
  return packages
    .map(name => {
      const folder = `${path.join(root, name)}${path.sep}`;
      const files = Object.entries(summary).filter(
        ([file]) => file.startsWith(folder) && !isScaffold(file),
      );
      const total = sum(files.map(([, { lines }]) => lines.total));
      const covered = sum(files.map(([, { lines }]) => lines.covered));
      return { name, total, percent: total && (100 * covered) / total };
    })
    .filter(({ total }) => total > 0);
}

/** What only tests load. */
function isScaffold(file) {
  return /[\\/](__fixtures__|testUtils)[\\/]|[\\/]setupTests\.\w+$/.test(file);
}

function sum(numbers) {
  return numbers.reduce((total, number) => total + number, 0);
}
