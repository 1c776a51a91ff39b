import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Button, ButtonIcon, Checkbox } from '@backstage/ui';
import { RiArrowDownLine, RiDownloadLine } from '@remixicon/react';
import { useEffect, useState, type ReactNode } from 'react';
import { saveFile } from '../../files';
import { clustersReactTranslationRef } from '../../translation';
import { CopyButton } from '../CopyButton';
import { LogBlockView } from './LogBlockView';
import type { LogSnapshot } from './LogBuffer';
import { LogNotice } from './LogNotice';
import { LogSearchField } from './LogSearchField';
import styles from './LogView.module.css';
import { useFollow } from './useFollow';
import { useLogSearch } from './useLogSearch';
import { useLogStream, type LogSource } from './useLogStream';

/**
 * Props of {@link LogView}.
 *
 * @public
 */
export interface LogViewProps {
  log: LogSource;
  /** What chooses the log, beside the search. */
  chooser?: ReactNode;
}

/**
 * The log of a container, live.
 *
 * @remarks
 *
 * The newest 5,000 lines are kept. It follows the end until somebody scrolls up.
 *
 * @public
 */
export function LogView(props: LogViewProps) {
  const { log, chooser } = props;
  const { t } = useTranslationRef(clustersReactTranslationRef);
  const [wrap, setWrap] = useState(true);
  const [showTimestamps, setShowTimestamps] = useState(false);
  const [formatJson, setFormatJson] = useState(true);

  const stream = useLogStream(log);
  const { snapshot, phase } = stream;
  const search = useLogSearch(snapshot, formatJson);
  const follow = useFollow(snapshot.received);
  const { scrollerRef, setFollowing } = follow;
  const { lineId, position } = search.currentMatch ?? {};
  const previous = log.previous ?? false;

  useEffect(() => {
    if (lineId !== undefined) {
      setFollowing(false);
      centerCurrentMatch(scrollerRef.current);
    }
  }, [lineId, position, search.query, scrollerRef, setFollowing]);

  return (
    <div className={styles.root}>
      <div className={styles.toolbar}>
        {chooser}
        <LogSearchField search={search} />
        <div className={styles.toggles}>
          {!previous && (
            <Checkbox isSelected={follow.following} onChange={setFollowing}>
              {t('log.follow')}
            </Checkbox>
          )}
          <Checkbox isSelected={wrap} onChange={setWrap}>
            {t('log.wrap')}
          </Checkbox>
          <Checkbox isSelected={showTimestamps} onChange={setShowTimestamps}>
            {t('log.timestamps')}
          </Checkbox>
          <Checkbox isSelected={formatJson} onChange={setFormatJson}>
            {t('log.formatJson')}
          </Checkbox>
          <span className={styles.keep}>
            <CopyButton text={() => textOf(snapshot)} what={t('log.what')} />
            <ButtonIcon
              size="small"
              variant="tertiary"
              aria-label={t('log.download')}
              icon={<RiDownloadLine />}
              onPress={() =>
                saveFile(
                  `${[log.pod, log.container].filter(Boolean).join('-')}.log`,
                  textOf(snapshot),
                )
              }
            />
          </span>
        </div>
      </div>
      {snapshot.dropped > 0 && (
        <p className={styles.dropped}>
          {t('log.dropped', {
            kept: snapshot.lineCount.toLocaleString(),
            dropped: snapshot.dropped.toLocaleString(),
          })}
        </p>
      )}
      <div className={styles.frame}>
        {/* A region that scrolls has to be reachable by keyboard. */}
        {/* eslint-disable jsx-a11y/no-noninteractive-tabindex */}
        <div
          ref={scrollerRef}
          className={styles.scroller}
          data-wrap={wrap}
          data-following={follow.following}
          role="log"
          // Lines may come by the hundred; reading them all out would help nobody.
          aria-live="off"
          aria-label={t('log.label', { container: log.container ?? log.pod })}
          aria-busy={phase === 'connecting'}
          tabIndex={0}
          onScroll={follow.onScroll}
        >
          {/* eslint-enable jsx-a11y/no-noninteractive-tabindex */}
          <div ref={follow.contentRef} className={styles.content}>
            {snapshot.blocks.map(block => {
              const holdsMatch =
                lineId !== undefined &&
                lineId >= block.id &&
                lineId < block.id + block.lines.length;
              return (
                <LogBlockView
                  key={block.id}
                  block={block}
                  query={search.query}
                  currentLineId={holdsMatch ? lineId : undefined}
                  currentPosition={holdsMatch ? position : undefined}
                  formatJson={formatJson}
                  showTimestamps={showTimestamps}
                />
              );
            })}
          </div>
          {snapshot.lineCount === 0 && phase !== 'failed' && (
            <p className={styles.empty}>
              {phase === 'connecting'
                ? t('log.connecting')
                : t(previous ? 'log.emptyPrevious' : 'log.empty')}
            </p>
          )}
        </div>
        {!follow.following && !previous && (
          <Button
            className={styles.jump}
            size="small"
            variant="primary"
            iconStart={<RiArrowDownLine />}
            onPress={() => setFollowing(true)}
          >
            {follow.newLines > 0
              ? t('log.jumpNew', { count: follow.newLines })
              : t('log.jump')}
          </Button>
        )}
      </div>
      <LogNotice stream={stream} previous={previous} />
    </div>
  );
}

/** Unlike `scrollIntoView`, leaves the page around the log where it is. */
function centerCurrentMatch(scroller: HTMLElement | null): void {
  const match = scroller?.querySelector('[data-current="true"]');
  if (scroller && match) {
    const frame = scroller.getBoundingClientRect();
    scroller.scrollTop +=
      match.getBoundingClientRect().top - frame.top - frame.height / 2;
  }
}

/** The log as it was written, for a clipboard or a file. */
function textOf(snapshot: LogSnapshot): string {
  return snapshot.blocks
    .flatMap(block => block.lines)
    .map(({ timestamp, text }) => (timestamp ? `${timestamp} ${text}` : text))
    .join('\n');
}
