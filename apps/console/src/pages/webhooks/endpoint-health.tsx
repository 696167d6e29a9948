import { Alert, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import type { DeliveryDetail, Endpoint } from '../../api/webhooks.ts';
import { TimeAgo } from '../../display/time-ago.tsx';
import { webhookTexts } from '../../texts/webhooks.ts';

const t = webhookTexts.webhooks;

type Attempt = DeliveryDetail['attempts'][number];

/** Why nothing arrives, where nothing does, and what to do. */
export function EndpointHealth({ endpoint: { state, whyDisabled, health } }: { endpoint: Endpoint }): ReactNode {
  if (state === 'paused') return <Alert color="gray">{t.pausedHow}</Alert>;
  if (state === 'active' && health.failures === 0) return null;
  const isDisabled = state === 'disabled';
  return (
    <Alert color={isDisabled ? 'red' : 'yellow'} title={isDisabled ? t.states.disabled : t.failing(health.failures)}>
      {isDisabled ? (
        <Text size="sm">
          {whyDisabled === null ? t.whyDisabledElse : t.whyDisabled[whyDisabled]} {t.disabledHow}
        </Text>
      ) : null}
      <FailingTimes since={health.failingSince} until={isDisabled ? null : health.heldUntil} />
      {health.lastFailure === null ? null : (
        <Text size="sm" className="wrap-anywhere">
          {t.lastFailure}: {resultOf(health.lastFailure)}
          {health.lastFailure.answer === '' ? '' : ` “${health.lastFailure.answer}”`}
        </Text>
      )}
    </Alert>
  );
}

function FailingTimes({ since, until }: { since: string | null; until: string | null }): ReactNode {
  return (
    <Text size="sm">
      {since === null ? null : (
        <>
          {t.failingSince} <TimeAgo at={since} />
        </>
      )}
      {until === null ? null : (
        <>
          {' · '}
          {t.heldUntil} <TimeAgo at={until} />
        </>
      )}
    </Text>
  );
}

/** How a try ended, in a word. */
export function resultOf({ status, code }: Attempt): string {
  return status === null ? t.noAnswer(code ?? '') : t.answered(status);
}
