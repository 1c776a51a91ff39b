export interface Config {
  catalog?: {
    providers?: {
      /** What the catalog says of the clusters that Groundcrew watches. */
      groundcrewClusters?: {
        /**
         * Entity reference of the group that owns the clusters for which `groundcrew.clusters.settings` names no
         * `defaultOwner`. Default: `unknown`.
         */
        owner?: string;
        /** Entity reference of the system that the clusters are part of. */
        system?: string;
      };
    };
  };
}
