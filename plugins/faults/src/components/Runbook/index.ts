export { Escalation } from './Escalation';
export { InvestigationSteps } from './InvestigationSteps';
export { ResolutionStep } from './ResolutionStep';
export { RunbookPart } from './RunbookPart';
export { RunbookSection, type RunbookSectionProps } from './RunbookSection';
