export { WorkloadPage, type WorkloadPageProps } from './WorkloadPage';
