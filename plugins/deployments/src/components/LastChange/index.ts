export { LastChange, type LastChangeProps } from './LastChange';
