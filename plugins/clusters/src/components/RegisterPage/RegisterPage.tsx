import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { usePermission } from '@backstage/plugin-permission-react';
import {
  Alert,
  Button,
  ButtonLink,
  Card,
  CardBody,
  CardHeader,
  Link,
  Text,
  TextField,
} from '@backstage/ui';
import { clustersRegisterPermission } from '@groundcrew/plugin-clusters-common';
import { RiArrowLeftLine } from '@remixicon/react';
import type { ReactNode } from 'react';
import { useNavigate, useResolvedPath } from 'react-router-dom';
import { clustersTranslationRef } from '../../translation';
import { RbacManifest } from '../RbacManifest';
import { ConnectionFields } from './ConnectionFields';
import styles from './RegisterPage.module.css';
import { TestResult } from './TestResult';
import { useRegistration } from './useRegistration';

/** Registers a cluster: what to apply in it, where it is, a test of the connection, and its name. */
export function RegisterPage() {
  const { t } = useTranslationRef(clustersTranslationRef);
  const { pathname: fleetPath } = useResolvedPath('..');
  const { allowed, loading } = usePermission({
    permission: clustersRegisterPermission,
  });
  return (
    <div className={styles.page}>
      <Link href={fleetPath} className={styles.back}>
        <RiArrowLeftLine size={16} aria-hidden /> {t('cluster.back')}
      </Link>
      <Text as="h2" variant="title-small">
        {t('register.title')}
      </Text>
      {!allowed && !loading && (
        <Alert
          status="warning"
          icon
          title={t('register.forbidden')}
          description={t('register.forbiddenHint')}
        />
      )}
      {allowed && <RegisterForm fleetPath={fleetPath} />}
    </div>
  );
}

function RegisterForm({ fleetPath }: { fleetPath: string }) {
  const { t } = useTranslationRef(clustersTranslationRef);
  const navigate = useNavigate();
  const { form, change, result, error, pending, test, register } =
    useRegistration({
      onRegistered: name => navigate(`${fleetPath.replace(/\/$/, '')}/${name}`),
    });
  return (
    <>
      <Text as="p" color="secondary">
        {t('register.intro')}
      </Text>
      <Step title={t('register.stepManifest')}>
        <RbacManifest />
      </Step>
      <Step title={t('register.stepConnection')}>
        <ConnectionFields form={form} onChange={change} />
        <div>
          <Button
            variant={result?.usable ? 'secondary' : 'primary'}
            isDisabled={!test}
            isPending={pending === 'test'}
            onPress={test}
          >
            {t('register.test')}
          </Button>
        </div>
        {error?.during === 'test' && (
          <Alert
            status="danger"
            icon
            title={t('register.testFailed')}
            description={error.message}
          />
        )}
        {result && <TestResult result={result} />}
      </Step>
      <Step title={t('register.stepName')}>
        <div className={styles.names}>
          <TextField
            label={t('register.name')}
            description={t('register.nameHint')}
            isRequired
            value={form.name}
            onChange={name => change({ name })}
          />
          <TextField
            label={t('register.environment')}
            description={t('register.environmentHint')}
            value={form.environment}
            onChange={environment => change({ environment })}
          />
          <TextField
            label={t('register.titleField')}
            value={form.title}
            onChange={title => change({ title })}
          />
          <TextField
            label={t('register.region')}
            value={form.region}
            onChange={region => change({ region })}
          />
        </div>
        {error?.during === 'registration' && (
          <Alert
            status="danger"
            icon
            title={t('register.failed')}
            description={error.message}
          />
        )}
        <div className={styles.buttons}>
          <Button
            variant={result?.usable ? 'primary' : 'secondary'}
            isDisabled={!register}
            isPending={pending === 'registration'}
            onPress={register || undefined}
          >
            {t('register.submit')}
          </Button>
          <ButtonLink variant="tertiary" href={fleetPath}>
            {t('register.cancel')}
          </ButtonLink>
        </div>
      </Step>
    </>
  );
}

function Step({ title, children }: { title: string; children: ReactNode }) {
  return (
    <Card>
      <CardHeader>
        <Text as="h3" variant="title-x-small">
          {title}
        </Text>
      </CardHeader>
      <CardBody className={styles.step}>{children}</CardBody>
    </Card>
  );
}
