export { RunbookPage } from './RunbookPage';
export { RunbooksPage } from './RunbooksPage';
