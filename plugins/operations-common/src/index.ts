/**
 * Types, schemas and permissions of Groundcrew operations.
 *
 * @packageDocumentation
 */

export * from './actors';
export * from './approvals';
export * from './audit';
export * from './client';
export * from './events';
export * from './forms';
export * from './operations';
export * from './permissions';
export * from './phases';
export * from './previewRequests';
export * from './previews';
export * from './quarantine';
export * from './requests';
export * from './risks';
export * from './rules';
export * from './signals';
export * from './steps';
export * from './targets';
export * from './verbs';
