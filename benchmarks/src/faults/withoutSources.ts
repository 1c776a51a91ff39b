import type { RecordedCase } from './RecordedCase';

const SOURCES = {
  events: recorded => ({
    ...recorded,
    objects: recorded.objects.filter(({ kind }) => kind !== 'Event'),
  }),
  logs: recorded => ({
    ...recorded,
    logs: {},
    extra: { ...recorded.extra, GetErrorLogs: {} },
  }),
  alerts: recorded => ({ ...recorded, alerts: {} }),
  metrics: recorded => ({ ...recorded, metrics: null }),
  components: recorded => ({
    ...recorded,
    extra: { ...recorded.extra, CheckNodeServiceStatus: undefined },
  }),
  connectivity: recorded => ({
    ...recorded,
    extra: { ...recorded.extra, CheckServiceConnectivity: undefined },
  }),
  calls: recorded => ({
    ...recorded,
    extra: { ...recorded.extra, GetServiceDependencies: undefined },
  }),
  manifests: recorded => ({
    ...recorded,
    extra: { ...recorded.extra, GetAppYAML: undefined },
  }),
} satisfies Record<string, (recorded: RecordedCase) => RecordedCase>;

/** What can be taken from a case, to see what it is worth. */
export const sourceNames = Object.keys(SOURCES);

/** A case as it would be where some sources of evidence are missing. */
export function withoutSources(
  recorded: RecordedCase,
  names: readonly string[],
): RecordedCase {
  const sources: Record<string, (from: RecordedCase) => RecordedCase> = SOURCES;
  return names.reduce((rest, name) => sources[name](rest), recorded);
}
