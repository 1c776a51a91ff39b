export {
  MalformedSelector,
  type MalformedSelectorProps,
} from './MalformedSelector';
export { NothingMatched, type NothingMatchedProps } from './NothingMatched';
