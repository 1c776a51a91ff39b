export { YamlView, type YamlViewProps } from './YamlView';
