export { CauseGraph } from './CauseGraph';
export { EvidenceList } from './EvidenceList';
export { IncidentView } from './IncidentView';
