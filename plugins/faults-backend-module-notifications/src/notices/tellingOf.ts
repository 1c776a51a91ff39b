import type { NoticeEntry } from './NoticeRecord';

/** One line for the history of an incident: who was told, and why. */
export function tellingOf({
  message,
  resolved,
}: Pick<NoticeEntry, 'message' | 'resolved'>): string {
  const recipients = resolved?.recipients ?? [];
  const missing = resolved?.missing ?? [];
  const not = missing.map(({ recipient, why }) => `${recipient} (${why})`);
  return recipients.length === 0
    ? `Nobody could be told${
        not.length > 0 ? `: ${not.join(', ')}` : ''
      }. ${message}`
    : `Told ${recipients.join(', ')}: ${message}${
        not.length > 0 ? ` Not told: ${not.join(', ')}` : ''
      }`;
}
