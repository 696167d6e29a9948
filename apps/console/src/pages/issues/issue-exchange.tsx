import { Code, Stack, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import type { IssueDetail } from '../../api/issues.ts';
import { readable } from '../../display/readable.ts';
import { texts } from '../../texts/index.ts';

const t = texts.issues;

/** The call that failed, as it was sent and answered; secrets were taken out of it before it was stored. */
export function IssueExchange({ exchange }: { exchange: IssueDetail['exchange'] }): ReactNode {
  return (
    <Stack gap="sm" component="section">
      <Title order={3}>{t.exchange}</Title>
      {exchange === undefined ? (
        <Text size="sm" c="dimmed">
          {t.exchangeNone}
        </Text>
      ) : (
        <>
          <Text size="sm">{t.request}</Text>
          <Code block tabIndex={0}>
            {`${exchange.method} ${exchange.url}\n${readable(exchange.requestBody)}`.trim()}
          </Code>
          <Text size="sm">{t.response(exchange.status)}</Text>
          <Code block tabIndex={0}>
            {readable(exchange.responseBody)}
          </Code>
        </>
      )}
    </Stack>
  );
}
