import { describe, expect, it } from '@jest/globals';
import { withMadeYaml } from '../generated/markdown.ts';
import { describeValues } from './values-table.ts';

describe('the table of values', () => {
  it('has a row for each value that a comment speaks of, within others too', () => {
    const [, , ...rows] = describeValues(`# -- How many.
replicas: 2
image:
  # -- Which.
  tag: ''
  # -- From where.
  secrets: []
# -- What is filled in.
url: '{{ .Values.x }}'
# -- All of it.
probes: { live: 1 }
`).split('\n');

    expect(rows).toEqual([
      '| `replicas` | `2` | How many. |',
      "| `image.tag` | `''` | Which. |",
      '| `image.secrets` | `[]` | From where. |',
      '| `url` | made | What is filled in. |',
      '| `probes` | `{"live":1}` | All of it. |',
    ]);
  });

  it('is refused where nothing says what a value is', () => {
    expect(() => describeValues('# -- Known.\na: 1\nb:\n  c: 2\n')).toThrow('Nothing says what b.c is.');
  });
});

describe('what is made within a YAML file', () => {
  const file = 'a: 1\n  # Made by `npm run generate` from there.\n  old: 1\n  # End of what is made.\nb: 2\n';

  it('takes its place and leaves the rest, again and again', () => {
    const once = withMadeYaml(file, 'there', ['  new: 1\n']);

    expect(once).toBe(file.replace('old', 'new'));
    expect(withMadeYaml(once, 'there', ['  new: 1\n'])).toBe(once);
  });

  it('is refused where there are not as many places', () => {
    expect(() => withMadeYaml(file, 'there', ['', ''])).toThrow('There are not 2 places');
    expect(() => withMadeYaml(file, 'elsewhere', [''])).toThrow('There are not 1 places');
  });
});
