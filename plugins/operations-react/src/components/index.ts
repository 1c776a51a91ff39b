export * from './ActorName';
export * from './OperationDialog';
export * from './OperationProgress';
export * from './PhaseBadge';
export * from './PreviewView';
export * from './VerbButtons';
