export interface Config {
  notifications?: {
    processors?: {
      /** Services of PagerDuty that are told. */
      pagerduty?: Array<{
        /**
         * The integration key of the service ("Events API v2").
         *
         * @visibility secret
         */
        routingKey: string;
        /** What it is called in logs. Default: `service` with its number. */
        name?: string;
        /** Default: `https://events.pagerduty.com/v2/enqueue`; in Europe `https://events.eu.pagerduty.com/v2/enqueue`. */
        endpoint?: string;
        /** Of which notifications it is told. */
        filter?: {
          /** Those that are at least as severe. Default: `high`. */
          minSeverity?: 'critical' | 'high' | 'normal' | 'low';
          /** Only these topics. Default: `groundcrew-incidents`. */
          includedTopics?: string[];
          excludedTopics?: string[];
          /** Only what goes to one of these: entity references of users and groups. Default: to anybody. */
          recipients?: string[];
        };
      }>;
    };
  };
}
