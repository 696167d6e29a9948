import { List, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import type { PageView } from '../../api/settings-pages.ts';
import type { Change } from './draft.ts';
import type { Fields } from './field.ts';
import { spokenPath, spokenValue } from './rows.ts';

const MOST = 12;

interface ChangeListProps {
  changes: readonly Change[];
  fields: Fields;
  choices: PageView['choices'];
}

/** What is different, in the words of the page. */
export function ChangeList({ changes, fields, choices }: ChangeListProps): ReactNode {
  const more = changes.length - MOST;
  return (
    <List size="sm" spacing={4}>
      {changes.slice(0, MOST).map(({ path, before, after }) => (
        <List.Item key={JSON.stringify(path)} className="wrap-anywhere">
          <Text span inherit fw={500}>
            {spokenPath(path, fields, choices)}
          </Text>
          : {spokenValue(before, path, fields, choices)} → {spokenValue(after, path, fields, choices)}
        </List.Item>
      ))}
      {more > 0 ? <List.Item>+ {more}</List.Item> : null}
    </List>
  );
}
