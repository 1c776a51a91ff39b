import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  PasswordField,
  Radio,
  RadioGroup,
  TextAreaField,
  TextField,
} from '@backstage/ui';
import { clustersTranslationRef } from '../../translation';
import type { ConnectionForm } from './connectionForm';

/** Props of {@link ConnectionFields}. */
export interface ConnectionFieldsProps {
  form: ConnectionForm;
  onChange(fields: Partial<ConnectionForm>): void;
}

/** Where a cluster is, and with what it is entered. */
export function ConnectionFields(props: ConnectionFieldsProps) {
  const { form, onChange } = props;
  const { t } = useTranslationRef(clustersTranslationRef);
  return (
    <>
      <RadioGroup
        label={t('register.connectionKind')}
        orientation="horizontal"
        value={form.method}
        onChange={method =>
          onChange({ method: method as ConnectionForm['method'] })
        }
      >
        <Radio value="kubeconfig">{t('register.byKubeconfig')}</Radio>
        <Radio value="server">{t('register.byServer')}</Radio>
      </RadioGroup>
      {form.method === 'kubeconfig' ? (
        <>
          <TextAreaField
            label={t('register.kubeconfig')}
            description={t('register.kubeconfigHint')}
            value={form.kubeconfig}
            onChange={kubeconfig => onChange({ kubeconfig })}
            rows={8}
            spellCheck="false"
          />
          <TextField
            label={t('register.context')}
            description={t('register.contextHint')}
            value={form.context}
            onChange={context => onChange({ context })}
          />
        </>
      ) : (
        <>
          <TextField
            label={t('register.server')}
            description={t('register.serverHint')}
            value={form.server}
            onChange={server => onChange({ server })}
          />
          <TextAreaField
            label={t('register.ca')}
            description={t('register.caHint')}
            value={form.certificateAuthority}
            onChange={certificateAuthority =>
              onChange({ certificateAuthority })
            }
            rows={4}
            spellCheck="false"
          />
          <PasswordField
            label={t('register.token')}
            value={form.token}
            onChange={token => onChange({ token })}
            autoComplete="off"
          />
        </>
      )}
    </>
  );
}
