import { Inject, Injectable } from '@nestjs/common';
import type { GuardedMail, MailServer } from '@posthorn/contracts';
import { CONFIG, LOGGER, type Config, type Logger } from '@posthorn/platform';
import { OUTBOUND_MAIL, PUBLIC_URL } from '../admin.tokens.js';
import type { MailOutcome } from './invitation.presenter.js';

/** The inviter waits for it. */
const MAIL_TIMEOUT_MS = 10_000;

export interface InvitationMailContent {
  readonly email: string;
  readonly role: string;
  readonly projectName: string;
  readonly acceptUrl: string;
  readonly expiresAt: Date;
}

/** Sends an invitation by the installation's mail server, where it has one. */
@Injectable()
export class InvitationMail {
  constructor(
    @Inject(CONFIG) private readonly config: Pick<Config, 'smtpUrl'>,
    @Inject(OUTBOUND_MAIL) private readonly mail: GuardedMail,
    @Inject(PUBLIC_URL) private readonly publicUrl: () => string,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /** Never throws: the invitation stands, and its maker has the token to hand over. */
  async send({ email, role, projectName, acceptUrl, expiresAt }: InvitationMailContent): Promise<MailOutcome> {
    const server = this.config.smtpUrl && serverOf(this.config.smtpUrl.reveal());
    if (!server) return 'none';
    // A name may have line breaks, which a header may not.
    const project = projectName.replaceAll(/\s+/g, ' ').trim();
    try {
      await this.mail({
        server,
        from: this.senderOf(server),
        to: [email],
        subject: `Invitation to ${project} on Posthorn`,
        text: [
          `You are invited to the project ${project} on Posthorn, with the role ${role}.`,
          `Accept before ${expiresAt.toUTCString()}:`,
          acceptUrl,
          'Whoever has this address can accept in your place: pass it on to nobody. If you did not expect it, do nothing.',
        ].join('\n\n'),
        timeoutMs: MAIL_TIMEOUT_MS,
      });
      return 'sent';
    } catch (error) {
      this.logger.warn({ err: error }, 'an invitation could not be mailed');
      return 'failed';
    }
  }

  /** Most servers let a user send from its own address alone. */
  private senderOf({ user }: MailServer): string {
    return user?.includes('@') ? user : `posthorn@${new URL(this.publicUrl()).hostname}`;
  }
}

/** Credentials travel beside the URL. */
function serverOf(text: string): MailServer {
  const url = new URL(text);
  const [user, password] = [url.username, url.password].map(decodeURIComponent);
  url.username = '';
  url.password = '';
  return { url: url.href, ...(user && { user, password: password ?? '' }) };
}
