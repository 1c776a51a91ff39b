export { RunbookLibrary } from './RunbookLibrary';
export { runbookSources } from './runbookSources';
