import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { escapeHtml, letterAsHtml, letterAsText } from './letter.ts';

const letter = {
  greeting: 'Hello Demo & Co,',
  paragraphs: ['Somebody asked for this.', 'It is <b>not</b> bold.'],
  action: { label: 'Open it', url: 'https://bridge.example/open?token=a.b&x="1"' },
  footer: 'Sent by a demo.',
};

describe('a letter', () => {
  it('says the same as text and as HTML, in which nothing of what was given is markup', () => {
    const html = letterAsHtml(letter);

    expect(letterAsText(letter)).toBe(
      [
        'Hello Demo & Co,',
        'Somebody asked for this.',
        'It is <b>not</b> bold.',
        'Open it:\nhttps://bridge.example/open?token=a.b&x="1"',
        '-- \nSent by a demo.\n',
      ].join('\n\n'),
    );
    expect(html).toContain('<p>Hello Demo &amp; Co,</p>');
    expect(html).toContain('<p>It is &lt;b&gt;not&lt;/b&gt; bold.</p>');
    expect(html).toContain('<a href="https://bridge.example/open?token=a.b&amp;x=&quot;1&quot;"');
  });

  it('without anything to do has no button', () => {
    const { action: _action, ...plain } = letter;

    expect(letterAsHtml(plain)).not.toContain('<a ');
    expect(letterAsText(plain)).not.toContain('Open it');
  });

  it('text of whatever kind never opens a tag or leaves an attribute', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(escapeHtml(text)).not.toMatch(/[<>"']/);
      }),
    );
  });
});
