export { EnvironmentFlow, type EnvironmentFlowProps } from './EnvironmentFlow';
