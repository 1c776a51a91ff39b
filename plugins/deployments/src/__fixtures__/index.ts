export * from './deploymentsView';
export * from './workloadDetail';
