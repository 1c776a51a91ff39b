export { YamlTab, type YamlTabProps } from './YamlTab';
