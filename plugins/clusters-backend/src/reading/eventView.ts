import type { EventView } from '@groundcrew/plugin-clusters-common';
import type { ObjectOf } from '@groundcrew/plugin-clusters-node';

/** An event as pages show it, whichever of the two generations of the events API wrote it. */
export function eventView(
  cluster: string,
  event: ObjectOf<'Event'>,
): EventView {
  const { involvedObject: subject, series } = event;
  const firstSeen =
    event.firstTimestamp ??
    event.eventTime ??
    event.metadata?.creationTimestamp ??
    undefined;
  return {
    type: event.type === 'Warning' ? 'Warning' : 'Normal',
    reason: event.reason ?? '',
    message: event.message ?? '',
    count: series?.count ?? event.count ?? 1,
    firstSeen: isoTime(firstSeen),
    lastSeen: isoTime(
      series?.lastObservedTime ?? event.lastTimestamp ?? firstSeen,
    ),
    source: event.source?.component || event.reportingComponent || undefined,
    subject: {
      cluster,
      kind: subject?.kind ?? '',
      namespace: subject?.namespace || undefined,
      name: subject?.name ?? '',
    },
  };
}

/** The two generations differ in precision: text of one form can be compared. */
function isoTime(time: string | undefined): string | undefined {
  const parsed = time ? new Date(time) : undefined;
  return parsed && !Number.isNaN(parsed.getTime())
    ? parsed.toISOString()
    : undefined;
}
