export { jsonBody } from './jsonBody';
export { parseInput } from './parseInput';
