import { Button, Group, Stack, Text } from '@mantine/core';
import { IconPlayerPlay } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { pauseEngine, resumeEngine, type Engine } from '../../api/xero.ts';
import { AskFirst } from '../../display/ask-first.tsx';
import { StateBadge } from '../../display/states.tsx';
import { TimeAgo } from '../../display/time-ago.tsx';
import { useAction } from '../../display/use-action.ts';
import { xeroTexts } from '../../texts/xero.ts';
import { Problem } from './invoice-drawer.tsx';

const t = xeroTexts.organisations;
const concerns = ['xero', 'issues'];

/** Whether invoices are taken, why not, and switching it (XI-06, XI-44). */
export function EngineStanding({ engine }: { engine: Engine }): ReactNode {
  const { rest, reading, looks } = engine;
  return (
    <Stack gap="xs">
      <Switching engine={engine} />
      {rest === null ? null : (
        <>
          <Text size="sm">
            {t.rests} <TimeAgo at={rest.until} />
          </Text>
          <Problem color="yellow" {...rest.problem} />
        </>
      )}
      <Since says={t.cannotRead} standing={reading} />
      <Since says={t.looksWait} standing={looks} />
    </Stack>
  );
}

function Since({ says, standing }: { says: string; standing: Engine['reading'] }): ReactNode {
  if (standing === null) return null;
  return (
    <>
      <Text size="sm">
        {says} <TimeAgo at={standing.since} />
      </Text>
      <Problem color="yellow" {...standing.problem} />
    </>
  );
}

function Switching({ engine: { id, state } }: { engine: Engine }): ReactNode {
  const pause = useAction({ act: pauseEngine, says: () => t.said.paused, concerns });
  const resume = useAction({ act: resumeEngine, says: () => t.said.resumed, concerns });
  return (
    <Group gap="xs">
      <StateBadge tone={state === 'active' ? 'good' : 'warn'}>{t[state]}</StateBadge>
      {state === 'active' ? (
        <AskFirst
          {...{ size: 'xs', variant: 'default' }}
          label={t.pause}
          says={t.pauseSays}
          loading={pause.isPending}
          onConfirm={() => pause.mutate(id)}
        />
      ) : (
        <Button
          size="xs"
          leftSection={<IconPlayerPlay size={14} aria-hidden />}
          loading={resume.isPending}
          onClick={() => resume.mutate(id)}
        >
          {t.resume}
        </Button>
      )}
    </Group>
  );
}
