export { KubeconfigCommand } from './KubeconfigCommand';
