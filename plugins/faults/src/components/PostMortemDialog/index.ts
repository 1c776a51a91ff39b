export { PostMortemDialog } from './PostMortemDialog';
