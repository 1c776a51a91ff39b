import styles from './EnvironmentLabel.module.css';

/**
 * Props of {@link EnvironmentLabel}.
 *
 * @public
 */
export interface EnvironmentLabelProps {
  /** What the environment is called. Left out: it has none, and the fallback stands in. */
  environment: string | undefined;
  /** The name of the cluster, for example. */
  fallback: string;
}

/**
 * The name of an environment, or of what stands in for one.
 *
 * @public
 */
export function EnvironmentLabel(props: EnvironmentLabelProps) {
  const { environment, fallback } = props;
  return (
    <span className={styles.label} data-unnamed={environment === undefined}>
      {environment ?? fallback}
    </span>
  );
}
