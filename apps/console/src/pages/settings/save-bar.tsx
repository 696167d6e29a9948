import { Alert, Box, Button, Group, List, Paper, Stack, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { toRefused, type FieldProblem } from '../../api/problem.ts';
import { settingTexts } from '../../texts/settings.ts';
import { ChangeList } from './change-list.tsx';
import { changesBetween, rebased } from './draft.ts';
import type { Fields } from './field.ts';
import { spokenPath } from './rows.ts';
import type { PageDraft, Said } from './use-page-draft.ts';

const t = settingTexts;

interface SaveBarProps {
  page: PageDraft;
  fields: Fields;
  psa: string;
}

/** What would be saved, what the check says to it, and the buttons. */
export function SaveBar({ page, fields, psa }: SaveBarProps): ReactNode {
  const { changes, checking, saving, said, base } = page;
  const isTold = said.as === 'unchecked' || (said.as === 'checked' && said.problems.length > 0);
  const isDirty = changes.length > 0;
  const isBlocked = said.as === 'changed-meanwhile';
  return (
    <Stack gap="sm">
      <Answer page={page} fields={fields} psa={psa} />
      <Paper withBorder p="md">
        <Box role="status" mb={isDirty ? 'sm' : 0}>
          <Text size="sm" c={isDirty ? 'bright' : 'dimmed'} fw={isDirty ? 600 : 400}>
            {isDirty ? t.changes(changes.length) : t.noChanges}
          </Text>
        </Box>
        {isDirty ? <ChangeList changes={changes} fields={fields} choices={base.data.choices} /> : null}
        <Group mt="md" gap="xs">
          <Button disabled={!isDirty || isBlocked} loading={saving.isPending} onClick={() => saving.mutate(isTold)}>
            {isTold ? t.saveAnyway : t.save}
          </Button>
          <Button variant="default" disabled={isBlocked} loading={checking.isPending} onClick={() => checking.mutate()}>
            {t.check}
          </Button>
          <Button variant="subtle" color="gray" disabled={!isDirty} onClick={page.undo}>
            {t.undo}
          </Button>
        </Group>
      </Paper>
    </Stack>
  );
}

function Answer({ page, fields, psa }: SaveBarProps): ReactNode {
  const { said } = page;
  const { choices } = page.base.data;
  switch (said.as) {
    case 'nothing':
      return null;
    case 'checked':
      if (said.problems.length === 0) return <Alert color="teal" role="status" title={t.checkedWell(psa)} />;
      return (
        <Alert color="yellow" role="alert" title={t.checkFound(said.problems.length)}>
          <Text size="sm">{t.checkFoundHow(psa)}</Text>
          <Problems problems={said.problems} fields={fields} choices={choices} />
        </Alert>
      );
    case 'unchecked':
      return (
        <Alert color="yellow" role="alert" title={t.checkFailed(psa)}>
          <Text size="sm">{toRefused(said.error).message}</Text>
          <Text size="sm">{t.checkFailedHow}</Text>
        </Alert>
      );
    case 'refused':
      return (
        <Alert color="red" role="alert" title={t.notSaved}>
          {said.problems.length > 0 ? (
            <Problems problems={said.problems} fields={fields} choices={choices} />
          ) : (
            <Text size="sm">{toRefused(said.error).message}</Text>
          )}
        </Alert>
      );
    case 'changed-meanwhile':
      return <Meanwhile page={page} fields={fields} theirs={said.theirs} />;
  }
}

interface ProblemsProps {
  problems: readonly FieldProblem[];
  fields: Fields;
  choices: PageDraft['base']['data']['choices'];
}

function Problems({ problems, fields, choices }: ProblemsProps): ReactNode {
  return (
    <List size="sm" mt={4}>
      {problems.map(({ field, message }) => (
        <List.Item key={`${field} ${message}`} className="wrap-anywhere">
          <b>{spokenPath(field.replace(/^body\./, '').split('.'), fields, choices)}</b>: {message}
        </List.Item>
      ))}
    </List>
  );
}

interface MeanwhileProps {
  page: PageDraft;
  fields: Fields;
  theirs: Extract<Said, { as: 'changed-meanwhile' }>['theirs'];
}

/** What somebody else changed, and how to go on: nothing of either is lost unless somebody says so. */
function Meanwhile({ page, fields, theirs }: MeanwhileProps): ReactNode {
  const base = page.base.data.settings;
  const theirChanges = changesBetween(base, theirs.data.settings);
  const { clashes } = rebased({ base, mine: page.draft, theirs: theirs.data.settings });
  return (
    <Alert color="yellow" role="alert" title={t.changedMeanwhile}>
      <Stack gap="xs">
        <Text size="sm">{theirChanges.length === 0 ? t.changedNothing : t.changedMeanwhileHow}</Text>
        <ChangeList changes={theirChanges} fields={fields} choices={theirs.data.choices} />
        {clashes.length === 0 ? null : <Text size="sm">{t.clashes(clashes.length)}</Text>}
        <Group gap="xs">
          <Button size="xs" onClick={() => page.goOnFrom(theirs, 'mine')}>
            {t.keepMine}
          </Button>
          <Button size="xs" variant="default" onClick={() => page.goOnFrom(theirs, 'theirs')}>
            {t.takeTheirs}
          </Button>
        </Group>
      </Stack>
    </Alert>
  );
}
