export { quantile } from './quantile';
export { report, type Target } from './report';
export { round } from './round';
