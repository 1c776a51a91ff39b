export { AuthorizedClusterRegistry } from './AuthorizedClusterRegistry';
export { ClusterRegistry } from './ClusterRegistry';
export { ConnectionTester } from './ConnectionTester';
export { CredentialCipher } from './CredentialCipher';
export { DatabaseClusterRegistryStore } from './DatabaseClusterRegistryStore';
export { hostOf } from './parseConnection';
export { rbacManifest } from './rbacManifest';
