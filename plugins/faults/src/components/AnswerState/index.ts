export { AnswerState } from './AnswerState';
