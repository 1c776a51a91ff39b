import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Button } from '@backstage/ui';
import {
  DECISIVE_CONFIDENCE,
  type Explanation,
} from '@groundcrew/plugin-faults-common';
import { useState } from 'react';
import { faultsTranslationRef } from '../../translation';
import { ObjectName } from '../ObjectName';
import styles from './CauseGraph.module.css';
import { causeTree, type CauseNode } from './causeTree';

/** How many symptoms are shown at first. */
const FOLDED = 5;

/** Props of {@link CauseGraph}. */
export interface CauseGraphProps {
  explanation: Pick<Explanation, 'cause' | 'symptoms'>;
  entityOf(object: Explanation['cause']['object']): string | undefined;
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
  const { symptoms } = explanation;
  const tree = causeTree(explanation, isWhole ? symptoms.length : FOLDED);
  const folded = symptoms.length - FOLDED;
  return (
    <div className={styles.graph}>
      <ul className={styles.root} aria-label={t('why.graph')}>
        <Node node={tree} entityOf={entityOf} />
      </ul>
      {symptoms.length === 0 && (
        <span className={styles.quiet}>{t('why.noSymptoms')}</span>
      )}
      {folded > 0 && (
        <Button
          size="small"
          variant="secondary"
          aria-expanded={isWhole}
          onPress={() => setWhole(!isWhole)}
        >
          {isWhole ? t('why.fewer') : t('why.more', { count: folded })}
        </Button>
      )}
    </div>
  );
}

function Node(props: {
  node: CauseNode;
  entityOf: CauseGraphProps['entityOf'];
}) {
  const { node, entityOf } = props;
  const { t } = useTranslationRef(faultsTranslationRef);
  const { children, finding, symptom } = node;
  const isSure = finding.confidence >= DECISIVE_CONFIDENCE;
  return (
    <li className={styles.branch}>
      <div
        className={styles.node}
        data-cause={symptom === undefined}
        title={symptom?.message}
      >
        <span className={styles.edge}>
          {symptom
            ? t(`why.relation.${symptom.relation}`)
            : t(isSure ? 'why.cause' : 'why.likelyCause')}
        </span>
        <ObjectName
          object={finding.object}
          entityRef={entityOf(finding.object)}
          isShort
        />
        <span className={styles.title}>{finding.title}</span>
      </div>
      {children.length > 0 && (
        <ul className={styles.children}>
          {children.map(child => (
            <Node key={child.id} node={child} entityOf={entityOf} />
          ))}
        </ul>
      )}
    </li>
  );
}
