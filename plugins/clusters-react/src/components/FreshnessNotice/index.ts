export { FreshnessNotice, type FreshnessNoticeProps } from './FreshnessNotice';
