import { afterEach, describe, expect, it } from '@jest/globals';
import { Secret } from '@psa-bridge/core';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { createInterface } from 'node:readline';
import { createNoMailer, createSmtpMailer } from './mailer.smtp.ts';

const mail = {
  id: 'order-1',
  to: 'orders@distributor.example',
  subject: 'Purchase order PO-1',
  text: '1. Laptop',
  html: '<p>1. Laptop</p>',
};

let server: Server | undefined;
afterEach(() => void server?.close());

/** A mail server that answers a recipient as told; what it was sent is kept line by line. */
async function mailServer(onRecipient: string): Promise<{ url: Secret; lines: string[] }> {
  const lines: string[] = [];
  server = createServer((socket) => {
    let isData = false;
    socket.write('220 mail.example ESMTP\r\n');
    createInterface(socket).on('line', (line) => {
      lines.push(line);
      if (isData && line !== '.') return;
      const verb = isData ? '.' : line.slice(0, 4).toUpperCase();
      isData = verb === 'DATA';
      socket.write(`${verb === 'RCPT' ? onRecipient : verb === 'DATA' ? '354 go on' : '250 ok'}\r\n`);
    });
    socket.on('error', () => undefined);
  });
  const listening = server;
  await new Promise<void>((resolve) => listening.listen(0, '127.0.0.1', resolve));
  return { url: new Secret(`smtp://127.0.0.1:${(listening.address() as AddressInfo).port}`), lines };
}

describe('the mailer over SMTP', () => {
  it('FP-12: sends text and HTML, from the configured address and under the id of the mail', async () => {
    const { url, lines } = await mailServer('250 ok');
    const mailer = createSmtpMailer({ url, from: 'buying@msp.example' });

    await mailer.send('t1', mail);
    mailer.close();

    const sent = lines.join('\n');
    expect(sent).toContain('MAIL FROM:<buying@msp.example>');
    expect(sent).toContain('RCPT TO:<orders@distributor.example>');
    expect(sent).toContain('Message-ID: <order-1@msp.example>');
    expect(sent).toContain('Subject: Purchase order PO-1');
    expect(sent).toContain('1. Laptop');
    expect(sent).toContain('<p>1. Laptop</p>');
  });

  it.each([
    ['refuses for good', '550 no such mailbox', { code: 'mail_refused', kind: 'rejected' }],
    ['cannot take now', '451 try later', { code: 'mail_server_unavailable', kind: 'unavailable' }],
  ])('tells apart what a server %s', async (_what, answer, error) => {
    const { url } = await mailServer(answer);
    const mailer = createSmtpMailer({ url, from: 'buying@msp.example' });

    await expect(mailer.send('t1', mail)).rejects.toMatchObject(error);
    mailer.close();
  });

  it('says so where nothing is configured, with the cure, so that nothing looks sent that never left', async () => {
    const refusal = {
      ...{ code: 'mail_not_configured', kind: 'conflict' },
      message: 'No mail server is configured. Place the order manually.',
    };

    await expect(createNoMailer('Place the order manually.').send('t1', mail)).rejects.toMatchObject(refusal);
  });
});
