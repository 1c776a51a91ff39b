import type {
  ConnectionInput,
  RegistrationInput,
} from '@groundcrew/plugin-clusters-common';

/** What stands in the fields of the form. */
export interface ConnectionForm {
  method: 'kubeconfig' | 'server';
  kubeconfig: string;
  context: string;
  server: string;
  certificateAuthority: string;
  token: string;
  name: string;
  title: string;
  environment: string;
  region: string;
}

export const EMPTY_FORM: ConnectionForm = {
  method: 'kubeconfig',
  kubeconfig: '',
  context: '',
  server: '',
  certificateAuthority: '',
  token: '',
  name: '',
  title: '',
  environment: '',
  region: '',
};

/** The connection that the fields describe. Undefined while something that it needs is empty. */
export function connectionOf(
  form: ConnectionForm,
): ConnectionInput | undefined {
  if (form.method === 'kubeconfig') {
    return form.kubeconfig.trim()
      ? { kubeconfig: form.kubeconfig, context: given(form.context) }
      : undefined;
  }
  return form.server.trim() && form.token.trim()
    ? {
        server: form.server.trim(),
        certificateAuthority: given(form.certificateAuthority),
        credentials: { token: form.token.trim() },
      }
    : undefined;
}

/** What is sent to register the cluster. Undefined while something that it needs is empty. */
export function registrationOf(
  form: ConnectionForm,
): RegistrationInput | undefined {
  const connection = connectionOf(form);
  return connection && form.name.trim()
    ? {
        name: form.name.trim(),
        title: given(form.title),
        environment: given(form.environment),
        region: given(form.region),
        connection,
      }
    : undefined;
}

function given(text: string): string | undefined {
  return text.trim() || undefined;
}
