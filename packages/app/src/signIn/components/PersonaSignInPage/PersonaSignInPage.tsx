import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { SignInPageProps } from '@backstage/plugin-app-react';
import { Alert, Text } from '@backstage/ui';
import { Logo } from '../../../brand';
import { appTranslationRef } from '../../../translation';
import { personas } from '../../personas';
import { usePersonaSignIn } from '../../usePersonaSignIn';
import { PersonaCard } from './PersonaCard';
import styles from './PersonaSignInPage.module.css';

/** Offers the people of the shop, each with what they may do. */
export function PersonaSignInPage({ onSignInSuccess }: SignInPageProps) {
  const { t } = useTranslationRef(appTranslationRef);
  const { state, signIn } = usePersonaSignIn(onSignInSuccess);

  return (
    <main className={styles.page}>
      <div className={styles.content}>
        <Logo />
        <div className={styles.words}>
          <Text as="h1" variant="title-large" weight="bold">
            {t('signIn.title')}
          </Text>
          <Text as="p" variant="body-large" color="secondary">
            {t('signIn.subtitle')}
          </Text>
        </div>
        {state.status === 'failed' && (
          <Alert
            status="danger"
            icon
            title={t('signIn.failed', { name: state.persona.displayName })}
            description={`${state.reason}. ${t('signIn.retry')}`}
          />
        )}
        <div className={styles.cards}>
          {personas.map(persona => (
            <PersonaCard key={persona.id} persona={persona} onChoose={signIn} />
          ))}
        </div>
        <div className={styles.status} role="status">
          {state.status === 'signing-in' && (
            <Text color="secondary">
              {t(state.waiting ? 'signIn.waiting' : 'signIn.signingIn', {
                name: state.persona.displayName,
              })}
            </Text>
          )}
        </div>
      </div>
    </main>
  );
}
