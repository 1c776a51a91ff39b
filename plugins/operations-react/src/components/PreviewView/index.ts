export { PreviewAgain, type PreviewAgainProps } from './PreviewAgain';
export { PreviewView, type PreviewViewProps } from './PreviewView';
export { VerdictList, type VerdictListProps } from './VerdictList';
