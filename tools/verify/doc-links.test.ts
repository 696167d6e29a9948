import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { anchors, checkDocLinks, localLinks } from './doc-links.ts';
import { createTemporaryRepository, type TemporaryRepository } from './temporary-repository.ts';

describe('the links of a page', () => {
  it('are those that lead into the repository, outside code', () => {
    const page = [
      'See [one](a.md) and [two](../b/c.md#how "title"), [web](https://example.com), [mail](mailto:a@b.c).',
      '`[not](code.md)`',
      '```md',
      '[not](fenced.md)',
      '```',
      '[ref]: ./d.md',
    ].join('\n');

    expect(localLinks(page)).toEqual([
      { line: 1, target: 'a.md' },
      { line: 1, target: '../b/c.md#how' },
      { line: 6, target: './d.md' },
    ]);
  });

  it('find headings by the anchors that GitHub gives them', () => {
    const page = '# What it is\n## `npm test`, in short\n## What it is\n```sh\n# not a heading\n```\n';

    expect([...anchors(page)]).toEqual(['what-it-is', 'npm-test-in-short', 'what-it-is-1']);
  });
});

describe('the check of the documents', () => {
  let repository: TemporaryRepository;

  beforeEach(async () => {
    repository = await createTemporaryRepository();
  });
  afterEach(() => repository.remove());

  it('reports a missing file and a missing heading with their places', async () => {
    await repository.write({
      'README.md': '[gone](docs/gone.md)\n[there](docs/a.md)\n[heading](docs/a.md#second)\n[no heading](docs/a.md#third)\n',
      'docs/a.md': '## Second\n[up](../README.md)\n[root](/docs/a.md)\n[here](#second)\n',
    });

    const outcome = await checkDocLinks(repository.root);

    expect(outcome).toEqual({
      isOk: false,
      findings: 'README.md:1: docs/gone.md leads nowhere\nREADME.md:4: docs/a.md#third leads nowhere',
    });
  });
});
