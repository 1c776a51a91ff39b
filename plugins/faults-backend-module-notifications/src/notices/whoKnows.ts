import { unsent, type NoticeRecord } from './NoticeRecord';

/** Entity references of those who were told since it was last over, or may have been. */
export function whoKnows({ entries }: Pick<NoticeRecord, 'entries'>): string[] {
  return [
    ...new Set(
      sinceTheEnd(entries).flatMap(
        ({ resolved }) => resolved?.recipients ?? [],
      ),
    ),
  ];
}

/** The same without what has surely told nobody: what could not be sent, or was not tried. */
export function withoutUnheard(record: NoticeRecord): NoticeRecord {
  const lost = unsent(record).filter(
    ({ failure, reason, resolved }) =>
      reason !== 'over' && (!resolved || failure !== undefined),
  );
  if (lost.length === 0) {
    return record;
  }
  const kept = {
    ...record,
    entries: record.entries.filter(entry => !lost.includes(entry)),
  };
  return whoKnows(kept).length > 0 ? kept : { ...kept, told: undefined };
}

function sinceTheEnd(entries: NoticeRecord['entries']) {
  const end = entries.findLastIndex(
    ({ reason }) => reason === 'over' || reason === 'healed',
  );
  return entries.slice(end + 1);
}
