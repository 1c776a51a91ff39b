export { ProblemNote, type ProblemNoteProps } from './ProblemNote';
