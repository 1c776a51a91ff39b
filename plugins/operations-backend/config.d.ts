import type { HumanDuration } from '@backstage/types';

/** How strict safety rules are. */
interface OperationRulesConfig {
  /** Operations an hour on one target. Default: 30 for users, 3 for automations. */
  ratePerTarget?: { users: number; automations: number };
  /** Operations an hour in one cluster. Default: 300 for users, 30 for automations. */
  ratePerCluster?: { users: number; automations: number };
  /** How long a target is left alone after a change. Default: not at all for users, 5 minutes for automations. */
  cooldown?: {
    users: HumanDuration | string;
    automations: HumanDuration | string;
  };
  /** Of the wanted pods of a workload, so many percent stay ready as far as it is up to Groundcrew. Default: 0, and 50 in `prod`. */
  healthyFloorPercent?: number;
  /** Automations stop when more than so many percent of the workloads of a cluster are unhealthy. Default: 30. */
  stormGuardPercent?: number;
}

export interface Config {
  groundcrew?: {
    operations?: {
      /** How many replicas a workload may be given. Default: 50. */
      maxReplicas?: number;

      /** How many operations may run in one cluster at a time; others wait. Default: 10. */
      maxRunningPerCluster?: number;

      /** How long a person counts as present after the last time that they were; later an operation of theirs has to be confirmed before it begins. Default: 15 minutes. */
      presence?: HumanDuration | string;

      /** Environments in which a reason has to be given. Default: `prod`. */
      reasonRequiredIn?: string[];

      /** Who has to agree before an operation runs. The first entry that fits counts; without one, nobody has to. */
      approvals?: Array<{
        /** Left out: in all. */
        environments?: string[];
        /** Ids such as `kubernetes.restart`. Left out: all. */
        operations?: string[];
        /** Only operations of at least this risk. Default: `low`. */
        minRisk?: 'low' | 'medium' | 'high';
        /** Entity references of users and groups; `target-owner` is the group that owns the target. Default: `target-owner`. */
        approvers?: string[];
        /** How many of them. Default: 1. */
        needed?: number;
        /** Default: 24 hours. */
        expiresAfter?: HumanDuration | string;
        /** Entity references of users and groups who need no approval. */
        exempt?: string[];
      }>;

      /**
       * What services may do: loops of other plugins, and tokens of `backend.auth.externalAccess`. The permission framework
       * allows every service everything, so nothing is allowed here that does not stand in this list.
       */
      automations?: Array<{
        /** `plugin:groundcrew-faults`, or the subject of the token, as it stands in `backend.auth.externalAccess`. */
        subject: string;
        /** Ids of operations, or `*`. */
        operations: string[];
        /** Or `*`. */
        environments: string[];
        /** Default: `low`. */
        maxRisk?: 'low' | 'medium' | 'high';
      }>;

      /** How strict the safety rules are. */
      rules?: {
        default?: OperationRulesConfig;
        /** By environment; what is left out is as in `default`. */
        environments?: { [environment: string]: OperationRulesConfig };
      };

      /** When nothing is changed but by those with `groundcrew.operations.override`. */
      freezeWindows?: Array<
        {
          /** Shown to those who have to wait. */
          title: string;
          /** Left out: in all. */
          environments?: string[];
        } & (
          | {
              /** ISO 8601, with a time zone. */
              from: string;
              to: string;
            }
          | {
              /** `mon` to `sun`: on which it begins. */
              days: string[];
              /** Such as `17:00`. */
              from: string;
              /** Such as `08:00`; on the next day when that is not after `from`. */
              to: string;
              /** An IANA name. Default: UTC. */
              timezone?: string;
            }
        )
      >;

      /** How the audit trail is protected against whoever can write to the database, and how long it is kept. */
      audit?: {
        /**
         * Signs what the trail was like, every minute and every 100 rows (HMAC-SHA-256). The first key signs, the others
         * still verify: put a new one first to rotate. Without any, rows and signatures could be replaced together, and
         * verification says so.
         */
        keys?: Array<{
          /** Stored beside what it signed; never reuse it for another key. */
          id: string;
          /**
           * 32 characters or more: `openssl rand -base64 32`.
           * @visibility secret
           */
          secret: string;
        }>;
        /**
         * A file to which these signatures are appended as well, on a disk that whoever can write to the database cannot
         * write to. Absolute, or relative to where the backend runs. A new database takes a new file. Where several
         * backends run, a file that all of them append to. Default: none, but they are always in the audit log.
         */
        file?: string;
        /**
         * A bucket of S3, or of a store with its API, in which these signatures are kept as well, an object each. Its own
         * Object Lock is what keeps them from being deleted. The backend needs `s3:PutObject` and `s3:ListBucket`, with the
         * credentials of the section `aws` or else of the environment. While the store is down operations go on, what it
         * lacks is brought to it later. May be configured beside `file`. Default: none.
         */
        s3?: {
          bucket: string;
          /** Of the keys; a new database takes a new one. Default: `groundcrew-audit`. */
          prefix?: string;
          /** Default: that of the environment, such as `AWS_REGION`. */
          region?: string;
          /** A URL. Default: that of AWS. */
          endpoint?: string;
          /** Whether the bucket stands in the path and not in the host name, as most stores but AWS have it. Default: false. */
          forcePathStyle?: boolean;
          /** Which of `aws.accounts` the credentials are of. Default: `aws.mainAccount`. */
          accountId?: string;
        };
        /** How long rows are kept, at the least. Default: for ever. */
        keepFor?: HumanDuration | string;
      };
    };
  };
}
