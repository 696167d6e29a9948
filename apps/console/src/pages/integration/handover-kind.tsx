import { Box, Button, Group, Paper, Stack, Text } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import type { TakeOverItem } from '../../api/handovers.ts';
import { Section } from '../../display/section.tsx';
import { StateBadge } from '../../display/states.tsx';
import { handoverTexts } from '../../texts/handover.ts';
import { integrationTexts } from '../../texts/integrations.ts';
import { toneOf, type HandoverKind } from './handover-kinds.ts';
import type { Side } from './handover-targets.ts';
import { SettingsPageLink } from './settings-page-link.tsx';

const t = handoverTexts;
const AT_ONCE = 50;

/** All mappings of one kind: what becomes of each, and the page where it is set. */
export function HandoverKindPart({ to, kind }: { to: Side; kind: HandoverKind }): ReactNode {
  const { title, page, message, items } = kind;
  const [shown, setShown] = useState(AT_ONCE);
  return (
    <Paper withBorder p="md">
      <Section title={title} lead={message}>
        {page === undefined ? null : (
          <div>
            <SettingsPageLink which={to} title={page}>
              {t.page(page, to.name)}
            </SettingsPageLink>
          </div>
        )}
        <Stack gap={0} role="list" aria-label={title}>
          {items.slice(0, shown).map((item, index) => (
            <Row key={`${item.from} ${index}`} item={item} />
          ))}
        </Stack>
        {items.length > shown ? (
          <Button variant="default" onClick={() => setShown(shown + AT_ONCE)}>
            {integrationTexts.preview.more(items.length - shown)}
          </Button>
        ) : null}
      </Section>
    </Paper>
  );
}

function Row({ item }: { item: TakeOverItem }): ReactNode {
  const { from, to, outcome, message } = item;
  return (
    <Box role="listitem" className="list-row" py={6}>
      <Group justify="space-between" wrap="nowrap" align="start">
        <Text size="sm" fw={500} className="wrap-anywhere">
          {from}
        </Text>
        <StateBadge tone={toneOf(item)}>{t.outcomes[outcome]}</StateBadge>
      </Group>
      {to === undefined || to === from ? null : (
        <Text size="sm" className="wrap-anywhere">
          {t.there}: {to}
        </Text>
      )}
      {message === undefined ? null : (
        <Text size="sm" c="dimmed" className="wrap-anywhere">
          {message}
        </Text>
      )}
    </Box>
  );
}
