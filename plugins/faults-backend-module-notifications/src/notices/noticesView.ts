import type { Notice, NoticesView } from '@groundcrew/plugin-faults-common';
import type { NoticeEntry, NoticeRecord } from './NoticeRecord';

const iso = (time: number) => new Date(time).toISOString();

/**
 * What there is to show of who was told.
 *
 * @param storm - that it is told with
 */
export function noticesView(
  record: NoticeRecord,
  storm?: NoticeRecord,
): NoticesView {
  const { reason, state } = record;
  // Of what is told with others, theirs is who comes next.
  const { next, route } = storm && state === 'storm' ? storm : record;
  const entries = [...(storm?.entries ?? []), ...record.entries].sort(
    (one, other) => one.at - other.at,
  );
  return {
    state,
    reason,
    ...(route === undefined ? {} : { route }),
    ...(next ? { next: { ...next, at: iso(next.at) } } : {}),
    notices: entries.map(viewOf),
    ...(storm?.storm
      ? {
          storm: {
            startedAt: iso(storm.storm.startedAt),
            incidents: storm.storm.members.length,
          },
        }
      : {}),
  };
}

function viewOf(entry: NoticeEntry): Notice {
  const { at, failure, message, reason, resolved, route, sentAt, severity } =
    entry;
  return {
    at: iso(at),
    ...(sentAt === undefined ? {} : { sentAt: iso(sentAt) }),
    reason,
    message,
    route,
    severity,
    recipients: [...(resolved?.recipients ?? [])],
    missing: resolved?.missing ?? [],
    ...(failure === undefined || sentAt !== undefined ? {} : { failure }),
  };
}
