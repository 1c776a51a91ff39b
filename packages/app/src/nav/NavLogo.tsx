import { Link, useSidebarOpenState } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Logo, LogoMark } from '../brand';
import { appTranslationRef } from '../translation';
import styles from './NavLogo.module.css';

/** The logo on top of the navigation, leading home. */
export function NavLogo() {
  const { t } = useTranslationRef(appTranslationRef);
  const { isOpen } = useSidebarOpenState();
  return (
    <Link
      to="/"
      underline="none"
      className={styles.link}
      aria-label={t('nav.home')}
    >
      {isOpen ? <Logo /> : <LogoMark />}
    </Link>
  );
}
