export { newestVersion, versionLag } from './versionLag';
export type { NewestVersion, VersionLag } from './versionLag';
