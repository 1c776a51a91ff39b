export { DetectorsPage } from './DetectorsPage';
