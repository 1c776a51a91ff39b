export { MuteDialog } from './MuteDialog';
