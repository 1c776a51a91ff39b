import { Text } from '@backstage/ui';
import { useId, type ReactNode } from 'react';
import styles from './PageSection.module.css';

/** Props of {@link PageSection}. */
export interface PageSectionProps {
  title: string;
  /** What stands beside the title. */
  aside?: ReactNode;
  /** How deep in the page it is. */
  level?: 'h2' | 'h3';
  children: ReactNode;
}

/** One part of a page, under its title. */
export function PageSection(props: PageSectionProps) {
  const { title, aside, level = 'h2', children } = props;
  const id = useId();
  const heading = (
    <Text as={level} variant="title-x-small" id={id}>
      {title}
    </Text>
  );
  return (
    <section className={styles.section} aria-labelledby={id}>
      {aside ? (
        <div className={styles.head}>
          {heading}
          {aside}
        </div>
      ) : (
        heading
      )}
      {children}
    </section>
  );
}
