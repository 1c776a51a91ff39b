export { NoticesSection } from './NoticesSection';
