export { type SandboxApi, sandboxApiRef } from './SandboxApi';
export type * from './types';
export { SandboxClient } from './SandboxClient';
