export { isLinked } from './isLinked';
export { NotLinked, type NotLinkedProps } from './NotLinked';
