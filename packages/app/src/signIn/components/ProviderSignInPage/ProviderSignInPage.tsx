import { EmptyState, SignInPage } from '@backstage/core-components';
import {
  configApiRef,
  githubAuthApiRef,
  useApi,
  useTranslationRef,
} from '@backstage/frontend-plugin-api';
import { SignInPageProps } from '@backstage/plugin-app-react';
import { appTranslationRef } from '../../../translation';

/** Offers the providers that are configured. With only one of them there is nothing to choose. */
export function ProviderSignInPage({ onSignInSuccess }: SignInPageProps) {
  const { t } = useTranslationRef(appTranslationRef);
  const config = useApi(configApiRef);
  const github = {
    id: 'github',
    title: 'GitHub',
    message: t('signIn.github'),
    apiRef: githubAuthApiRef,
  };
  const providers = [
    ...(config.has('auth.providers.github') ? [github] : []),
    ...(config.has('auth.providers.guest') ? (['guest'] as const) : []),
  ];
  if (providers.length === 0) {
    return (
      <main>
        <EmptyState
          missing="content"
          title={t('signIn.notConfigured')}
          description={t('signIn.notConfiguredDescription')}
        />
      </main>
    );
  }
  return <SignInPage onSignInSuccess={onSignInSuccess} providers={providers} />;
}
