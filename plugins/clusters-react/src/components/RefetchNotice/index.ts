export { RefetchNotice, type RefetchNoticeProps } from './RefetchNotice';
