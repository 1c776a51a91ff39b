/**
 * Types and schemas of findings, causes and incidents, for the Faults tab, its backend and its detectors.
 *
 * @packageDocumentation
 */

export * from './alerts';
export * from './categories';
export * from './causes';
export * from './changes';
export * from './client';
export * from './confidence';
export * from './detectors';
export * from './evidence';
export * from './explanations';
export * from './findings';
export * from './healing';
export * from './incidents';
export * from './mutes';
export * from './notices';
export * from './permissions';
export * from './reliability';
export * from './requests';
export * from './runbooks';
export * from './severities';
export * from './signals';
