/** An event as the Events API v2 takes it, without the key. */
export type PagerDutyEvent =
  | {
      event_action: 'trigger';
      dedup_key?: string;
      client: string;
      client_url?: string;
      links?: { href: string; text: string }[];
      payload: {
        summary: string;
        source: string;
        severity: 'critical' | 'error' | 'warning' | 'info';
        component?: string;
        group?: string;
        class?: string;
        custom_details?: Record<string, unknown>;
      };
    }
  | { event_action: 'resolve'; dedup_key: string };
