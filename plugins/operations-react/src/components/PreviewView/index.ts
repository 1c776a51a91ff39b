export { ChangedSince, type ChangedSinceProps } from './ChangedSince';
export { PreviewView, type PreviewViewProps } from './PreviewView';
export { VerdictList, type VerdictListProps } from './VerdictList';
