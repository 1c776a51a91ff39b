export interface Config {
  groundcrew?: {
    sandbox?: {
      /**
       * Whether the embedded clusters run. With them come the sign-in as a persona and the page that breaks things.
       * @visibility frontend
       */
      enabled?: boolean;
    };
  };
  auth?: {
    providers?: {
      /**
       * Offered on the sign-in page when it is configured.
       * @visibility frontend
       */
      guest?: object;
      /**
       * Offered on the sign-in page when it is configured. What stands in it stays in the backend.
       * @visibility frontend
       */
      github?: object;
    };
  };
}
