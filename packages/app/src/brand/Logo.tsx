import { LogoMark } from './LogoMark';
import styles from './Logo.module.css';

/** The mark with the name beside it. Takes the colour of the text around it. */
export function Logo() {
  return (
    <span className={styles.logo}>
      <LogoMark />
      <span className={styles.name}>Groundcrew</span>
    </span>
  );
}
