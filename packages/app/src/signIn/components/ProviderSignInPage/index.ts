export { ProviderSignInPage } from './ProviderSignInPage';
