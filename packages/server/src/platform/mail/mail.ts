import { createTransport } from 'nodemailer';
import type { Logger } from 'pino';
import { describeFault } from '../http/observe.ts';

export interface Letter {
  to: string;
  subject: string;
  /** Plain text. */
  text: string;
}

/** Sends letters in the background: whoever asked is answered in the same time whether there is somebody to write to or not. */
export interface Mail {
  /** Whether letters leave this machine; else they are written into the log, for whoever runs it to hand on. */
  isSent: boolean;
  send(letter: Letter): void;
  /** Waits for those under way. */
  close(): Promise<void>;
}

export interface MailSettings {
  /** `smtp://user:password@host:587`, or `smtps://`; without one the log gets the letters. */
  url?: string | undefined;
  from?: string | undefined;
  log: Logger;
}

const longest_wait_ms = 20_000;

export function openMail({ url, from = 'regulars@localhost', log }: MailSettings): Mail {
  if (!url) {
    return {
      isSent: false,
      send: ({ subject, text }) => log.warn({ subject, text }, 'no mail is set up (REGULARS_SMTP_URL): hand this on'),
      close: async () => {},
    };
  }
  const transport = createTransport(
    { url, connectionTimeout: longest_wait_ms, greetingTimeout: longest_wait_ms, socketTimeout: longest_wait_ms },
    { from },
  );
  const underWay = new Set<Promise<void>>();
  return {
    isSent: true,
    send: (letter) => {
      const sending = transport
        .sendMail(letter)
        .then(() => {})
        .catch((error: unknown) => log.warn({ fault: describeFault(error) }, 'a letter could not be sent'))
        .finally(() => underWay.delete(sending));
      underWay.add(sending);
    },
    close: async () => {
      await Promise.all(underWay);
      transport.close();
    },
  };
}
