export { RolloutState, type RolloutStateProps } from './RolloutState';
