export { InterestLeases } from './InterestLeases';
export type { InterestLeasesOptions, LeaseSubject } from './InterestLeases';
export { SignallingEntityInterest } from './SignallingEntityInterest';
export type { SignallingEntityInterestOptions } from './SignallingEntityInterest';
