import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Button } from '@backstage/ui';
import type { ObjectRef } from '@groundcrew/plugin-clusters-common';
import { DECISIVE_CONFIDENCE } from '@groundcrew/plugin-faults-common';
import { useState } from 'react';
import { faultsTranslationRef } from '../../translation';
import { ObjectName } from '../ObjectName';
import styles from './CauseGraph.module.css';
import {
  causeTree,
  consequenceCount,
  type CauseNode,
  type CauseTreeOptions,
} from './causeTree';

/** How much of what broke is shown at first. */
const FOLDED = 5;

/** Props of {@link CauseGraph}. */
export interface CauseGraphProps {
  explanation: CauseTreeOptions;
  entityOf(object: ObjectRef): string | undefined;
}

/**
 * What broke what, from the cause on.
 *
 * @remarks
 *
 * A list of lists, drawn as a graph: it is read out, and gone through by keyboard, in the order in which things broke.
 */
export function CauseGraph(props: CauseGraphProps) {
  const { explanation, entityOf } = props;
  const { t } = useTranslationRef(faultsTranslationRef);
  const [isWhole, setWhole] = useState(false);
  const count = consequenceCount(explanation);
  const tree = causeTree(explanation, isWhole ? count : FOLDED);
  const isSure = explanation.cause.confidence >= DECISIVE_CONFIDENCE;
  return (
    <div className={styles.graph}>
      <ul className={styles.root} aria-label={t('why.graph')}>
        <Node node={tree} isSure={isSure} entityOf={entityOf} />
      </ul>
      {count === 0 && (
        <span className={styles.quiet}>{t('why.noSymptoms')}</span>
      )}
      {count > FOLDED && (
        <Button
          size="small"
          variant="secondary"
          aria-expanded={isWhole}
          onPress={() => setWhole(!isWhole)}
        >
          {isWhole ? t('why.fewer') : t('why.more', { count: count - FOLDED })}
        </Button>
      )}
    </div>
  );
}

function Node(props: {
  node: CauseNode;
  isSure: boolean;
  entityOf: CauseGraphProps['entityOf'];
}) {
  const { entityOf, isSure, node } = props;
  const { t } = useTranslationRef(faultsTranslationRef);
  const { children, impact, message, object, relation, title } = node;
  return (
    <li className={styles.branch}>
      <div
        className={styles.node}
        data-cause={relation === undefined}
        title={message}
      >
        <span className={styles.edge}>
          {relation
            ? t(`why.relation.${relation}`)
            : t(isSure ? 'why.cause' : 'why.likelyCause')}
        </span>
        <ObjectName object={object} entityRef={entityOf(object)} isShort />
        <span className={styles.title}>
          {impact
            ? t('impact.ready', {
                ready: String(impact.ready),
                desired: String(impact.desired),
              })
            : title}
        </span>
      </div>
      {children.length > 0 && (
        <ul className={styles.children}>
          {children.map(child => (
            <Node
              key={child.id}
              node={child}
              isSure={isSure}
              entityOf={entityOf}
            />
          ))}
        </ul>
      )}
    </li>
  );
}
