import { Alert, Button, Group, PasswordInput, Stack, Text, TextInput } from '@mantine/core';
import { IconAlertTriangle, IconCheck } from '@tabler/icons-react';
import { useState, type ReactNode } from 'react';
import type { Failure, IntegrationDetail, Provider, Tested } from '../../api/connectors.ts';
import { toRefused } from '../../api/problem.ts';
import { providerName } from '../../display/names.ts';
import { texts } from '../../texts/index.ts';
import { integrationTexts } from '../../texts/integrations.ts';
import { CheckList } from '../integration/check-list.tsx';
import { CREDENTIAL_FIELDS, knownOf, missingOf, typedOf, type CredentialField } from './credential-fields.ts';

const t = integrationTexts.credentials;

interface CredentialsFormProps {
  provider: Provider;
  /** What is connected already, whose secrets only show that they are set. */
  integration?: IntegrationDetail | undefined;
  submit: string;
  isPending: boolean;
  /** Of the last test. */
  tested: Tested | undefined;
  error: Error | null;
  onSubmit: (given: { name: string; credentials: Readonly<Record<string, string>> }) => void;
}

/** How the PSA is reached, tried at once: what is found stands below it, each finding with its cure. */
export function CredentialsForm({
  provider,
  integration,
  submit,
  isPending,
  tested,
  error,
  onSubmit,
}: CredentialsFormProps): ReactNode {
  const [name, setName] = useState(integration?.name ?? providerName(provider));
  const [typed, setTyped] = useState<Readonly<Record<string, string>>>({});
  const missing = missingOf(provider, { typed, credentials: integration?.credentials });
  const refused = error ? toRefused(error) : undefined;
  const problemOf = (field: string): string | undefined =>
    refused?.problems.find((problem) => problem.field.split('.').at(-1) === field)?.message;
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        onSubmit({ name: name.trim(), credentials: typedOf(typed) });
      }}
    >
      <Stack gap="md">
        {integration === undefined ? (
          <TextInput
            label={t.name}
            description={t.nameHow}
            value={name}
            onChange={({ currentTarget }) => setName(currentTarget.value)}
          />
        ) : null}
        {CREDENTIAL_FIELDS[provider].map((field) => (
          <Credential
            key={field.name}
            field={field}
            known={knownOf(field.name, integration?.credentials)}
            value={typed[field.name]}
            error={problemOf(field.name)}
            onChange={(value) => setTyped({ ...typed, [field.name]: value })}
          />
        ))}
        {refused === undefined ? null : (
          <Alert color="red" role="alert" title={t.fails}>
            {refused.message}
          </Alert>
        )}
        {tested ? <TestResult state={tested.integration.state} checks={tested.checks} failure={tested.failure} /> : null}
        <Group>
          <Button type="submit" loading={isPending} disabled={missing.length > 0 || name.trim() === ''}>
            {submit}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

interface CredentialProps {
  field: CredentialField;
  known: { text: string; isSet: boolean };
  value: string | undefined;
  error: string | undefined;
  onChange: (value: string) => void;
}

function Credential({ field: { name, isSecret, isOptional }, known, value, error, onChange }: CredentialProps): ReactNode {
  const words = t.fields[name] ?? { label: name };
  const props = {
    label: isOptional ? `${words.label} (${t.optional})` : words.label,
    description: words.how,
    autoComplete: 'off',
    value: value ?? known.text,
    error,
    onChange: ({ currentTarget }: { currentTarget: HTMLInputElement }) => onChange(currentTarget.value),
  };
  if (!isSecret) return <TextInput {...props} />;
  return <PasswordInput {...props} autoComplete="new-password" placeholder={known.isSet ? t.isSet : ''} />;
}

/** Whether it works, and every finding. */
export function TestResult({
  state,
  checks,
  failure,
}: Pick<Tested, 'checks'> & { state: IntegrationDetail['state']; failure?: Failure | undefined }): ReactNode {
  const works = state === 'connected';
  return (
    <Alert
      color={works ? 'teal' : 'red'}
      variant="default"
      icon={works ? <IconCheck aria-hidden /> : <IconAlertTriangle aria-hidden />}
      role={works ? 'status' : 'alert'}
      title={works ? t.works : t.fails}
    >
      <Stack gap="xs">
        {failure === undefined ? null : (
          <div>
            <Text size="sm" className="wrap-anywhere">
              {failure.message}
            </Text>
            {failure.remedy === '' ? null : (
              <Text size="sm" className="wrap-anywhere">
                {texts.issues.whatToDo}: {failure.remedy}
              </Text>
            )}
          </div>
        )}
        <CheckList checks={checks} />
      </Stack>
    </Alert>
  );
}
