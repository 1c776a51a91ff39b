import type { SealedText } from './CredentialCipher';

/** A registered cluster as it is kept: what is secret of it is sealed. */
export interface RegistrationRecord {
  id: string;
  name: string;
  title?: string;
  environment?: string;
  region?: string;
  connection: SealedText;
  /** Entity reference. */
  registeredBy: string;
  /** ISO 8601. */
  registeredAt: string;
}

/** Keeps the clusters that were registered at run time. */
export interface ClusterRegistryStore {
  /** All of them, by name. */
  list(): Promise<RegistrationRecord[]>;
  /** @throws ConflictError when there is one of that name. */
  insert(record: RegistrationRecord): Promise<void>;
  /** @throws NotFoundError when there is none of that name. */
  remove(name: string): Promise<void>;
  /** Replaces a sealed connection, unless somebody else has done so since it was read. */
  reseal(
    id: string,
    before: SealedText,
    after: SealedText,
  ): Promise<'resealed' | 'changed-meanwhile'>;
  /** Differs whenever `list` may differ, whichever backend made the change. */
  revision(): Promise<number>;
}
