import { createTransport } from 'nodemailer';
import type { Configuration } from '@lectern/contracts';

export interface Message {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
}

/** Sends mail by the configured server. */
export interface Mailer {
  /** Resolves when the server has accepted the message. */
  send(message: Message): Promise<void>;
}

/** Undefined where no mail server is configured: messages are passed on by hand then. */
export function mailerOf({ mail }: Pick<Configuration, 'mail'>): Mailer | undefined {
  if (!mail.url) return undefined;
  const transport = createTransport(mail.url);
  return {
    send: async (message) => {
      await transport.sendMail({ from: mail.from, ...message });
    },
  };
}
