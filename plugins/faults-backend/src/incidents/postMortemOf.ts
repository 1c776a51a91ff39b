import type { ObjectRef } from '@groundcrew/plugin-clusters-common';
import type {
  Change,
  Evidence,
  IncidentDetail,
  TimelineEntry,
} from '@groundcrew/plugin-faults-common';
import { durationInWords } from './durationInWords';

/** What happened, for the table in the middle. */
interface Row {
  at: string;
  what: string;
  who?: string;
}

/**
 * A draft of what is to be learnt from an incident, in Markdown: what is known is filled in, and what only people know is asked for. Pure.
 *
 * @param now - milliseconds since 1970
 */
export function postMortemOf(incident: IncidentDetail, now: number): string {
  const { cause, changes, excluded, impact, proposals, symptoms } =
    incident.explanation;
  const until = incident.resolvedAt ? Date.parse(incident.resolvedAt) : now;
  const lasted = durationInWords(until - Date.parse(incident.openedAt));
  const suspects = changes.filter(({ isSuspect }) => isSuspect);
  return [
    `# Incident ${incident.id}: ${inline(cause.title)}`,
    [
      `- **Severity**: ${incident.severity} (${incident.severityReasons
        .map(inline)
        .join('; ')})`,
      `- **Where**: ${refInWords(incident.object)}${
        incident.environment ? `, ${inline(incident.environment)}` : ''
      }`,
      `- **Entities**: ${listed(incident.entities)}`,
      `- **Began**: ${incident.openedAt}`,
      `- **Ended**: ${
        incident.resolvedAt
          ? `${incident.resolvedAt}, after ${lasted}`
          : `not yet, after ${lasted}`
      }`,
      `- **Answered**: ${
        incident.acknowledgedAt
          ? `${incident.acknowledgedAt} by ${
              incident.acknowledgedBy
            }, ${durationInWords(
              Date.parse(incident.acknowledgedAt) -
                Date.parse(incident.openedAt),
            )} after it began`
          : 'by nobody'
      }`,
    ].join('\n'),
    '## What happened',
    inline(cause.message),
    '## Impact',
    impact.workloads.length > 0
      ? impact.workloads
          .map(
            ({ desired, object, ready }) =>
              `- ${refInWords(object)}: ${ready} of ${desired} replicas ready`,
          )
          .join('\n')
      : 'Everything that should run ran.',
    '_Whom did it hit, and how did they notice?_',
    '## Cause',
    `${inline(cause.message)} The detector \`${
      cause.detector
    }\` says so with a confidence of ${cause.confidence.toFixed(2)}:`,
    bulleted(cause.evidence.map(evidenceInWords)),
    ...section(
      'What changed before',
      suspects.map(changeInWords),
      'Nothing is known to have changed that it could come from.',
    ),
    ...section(
      'What came of it',
      symptoms.map(({ message }) => inline(message)),
    ),
    ...section(
      'What it was not',
      excluded.map(({ message }) => inline(message)),
    ),
    '## Timeline',
    timelineOf(incident.timeline, changes),
    '## What helped',
    '_What ended it, and how was that found out?_',
    ...section(
      'What was proposed',
      proposals.map(({ title, why }) => `${inline(title)}: ${inline(why)}`),
    ),
    '## What is to be done',
    '| what | who | until |\n|---|---|---|\n| _so that it cannot happen again_ | | |\n| _so that it is seen sooner_ | | |\n| _so that it is mended faster_ | | |',
  ]
    .join('\n\n')
    .concat('\n');
}

function section(title: string, lines: string[], otherwise?: string): string[] {
  if (lines.length === 0) {
    return otherwise ? [`### ${title}`, otherwise] : [];
  }
  return [`### ${title}`, bulleted(lines)];
}

function timelineOf(
  entries: readonly TimelineEntry[],
  changes: readonly Change[],
): string {
  const rows: Row[] = [
    ...entries.map(({ actor, at, message }) => ({
      at,
      what: message,
      who: actor,
    })),
    ...changes.map(({ at, by, message, object }) => ({
      at,
      what: `${object.kind} ${object.name}: ${message}`,
      who: by,
    })),
  ].sort((one, other) => one.at.localeCompare(other.at));
  return [
    '| when | what | who |\n|---|---|---|',
    ...rows.map(
      ({ at, what, who }) => `| ${at} | ${cell(what)} | ${cell(who ?? '')} |`,
    ),
  ].join('\n');
}

function evidenceInWords({ at, message, source }: Evidence): string {
  return `${source}${at ? `, ${at}` : ''}: ${inline(message)}`;
}

function changeInWords({ at, by, message, object }: Change): string {
  return `${at}: ${refInWords(object)}: ${inline(message)}${
    by ? ` (${inline(by)})` : ''
  }`;
}

function refInWords({ cluster, kind, name, namespace }: ObjectRef): string {
  return `${kind} \`${[namespace, name]
    .filter(Boolean)
    .join('/')}\` in \`${cluster}\``;
}

function listed(values: readonly string[]): string {
  return values.length > 0
    ? values.map(value => `\`${value}\``).join(', ')
    : 'none that the catalog knows';
}

function bulleted(lines: readonly string[]): string {
  return lines.map(line => `- ${line}`).join('\n');
}

/** Words of a cluster may hold anything: none of it begins a line, a link, a tag or a picture. */
function inline(text: string): string {
  return text.replace(/\s+/g, ' ').replace(/[\\`*_[\]<>#|!]/g, '\\$&');
}

function cell(text: string): string {
  return inline(text);
}
