export { DecisionPanel, type DecisionPanelProps } from './DecisionPanel';
