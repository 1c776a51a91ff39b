export { ChangeJournal, type ChangeJournalOptions } from './ChangeJournal';
export {
  CHANGE_WINDOW_MS,
  changesAround,
  type ChangesAroundOptions,
} from './changesAround';
export { changesSeenIn } from './changesSeenIn';
export type { ChangeQuery, ChangeRetention, ChangeStore } from './ChangeStore';
export {
  DatabaseChangeStore,
  type DatabaseChangeStoreOptions,
} from './DatabaseChangeStore';
export type { RecordedChange } from './RecordedChange';
export {
  surroundingsOf,
  type Surroundings,
  type SurroundingsOptions,
} from './surroundingsOf';
