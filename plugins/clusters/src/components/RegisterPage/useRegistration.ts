import { toError } from '@backstage/errors';
import type { ConnectionTestResult } from '@groundcrew/plugin-clusters-common';
import { useClustersApi } from '@groundcrew/plugin-clusters-react';
import { useState } from 'react';
import {
  connectionOf,
  EMPTY_FORM,
  registrationOf,
  type ConnectionForm,
} from './connectionForm';

const CONNECTION_FIELDS = new Set<string>([
  'method',
  'kubeconfig',
  'context',
  'server',
  'certificateAuthority',
  'token',
]);

/** The state of a registration: its fields, the last test of its connection, and what went wrong. */
export function useRegistration(options: { onRegistered(name: string): void }) {
  const api = useClustersApi();
  const [form, setForm] = useState(EMPTY_FORM);
  const [result, setResult] = useState<ConnectionTestResult>();
  const [error, setError] = useState<{
    during: 'test' | 'registration';
    message: string;
  }>();
  const [pending, setPending] = useState<'test' | 'registration'>();
  const connection = connectionOf(form);
  const registration = registrationOf(form);

  const attempt = async (
    during: 'test' | 'registration',
    work: () => Promise<void>,
  ) => {
    setPending(during);
    setError(undefined);
    try {
      await work();
    } catch (thrown) {
      setError({ during, message: toError(thrown).message });
    } finally {
      setPending(undefined);
    }
  };

  return {
    form,
    /** A change of the connection makes the last test worthless. */
    change(fields: Partial<ConnectionForm>) {
      setForm(previous => ({ ...previous, ...fields }));
      if (Object.keys(fields).some(field => CONNECTION_FIELDS.has(field))) {
        setResult(undefined);
      }
    },
    result,
    error,
    pending,
    test:
      connection &&
      (() =>
        attempt('test', async () =>
          setResult(await api.testConnection({ connection })),
        )),
    register:
      registration &&
      result?.usable &&
      (() =>
        attempt('registration', async () => {
          const { name } = await api.register(registration);
          options.onRegistered(name);
        })),
  };
}
