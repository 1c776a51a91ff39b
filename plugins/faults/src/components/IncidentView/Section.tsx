import { Text } from '@backstage/ui';
import { useId, type ReactNode } from 'react';
import styles from './IncidentView.module.css';

/** Props of {@link Section}. */
export interface SectionProps {
  title: string;
  children: ReactNode;
}

/** One part of what is known of an incident. */
export function Section(props: SectionProps) {
  const id = useId();
  return (
    <section className={styles.section} aria-labelledby={id}>
      <Text as="h3" variant="title-x-small" id={id}>
        {props.title}
      </Text>
      {props.children}
    </section>
  );
}
