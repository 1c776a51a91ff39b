export { EntityLinks, type EntityLinksOptions } from './EntityLinks';
export type { LabelledPlace, LinkedEntity } from './LinkedEntity';
