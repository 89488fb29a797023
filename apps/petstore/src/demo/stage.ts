import { randomBytes } from 'node:crypto';
import { type Clock, systemClock } from '@posthorn/contracts';
import { OAuthClient } from '../authentication/oauth-client.js';
import { createEs256KeyPair, StoreTokens } from '../authentication/store-tokens.js';
import { AuthorizationServer } from '../authorization-server/authorization-server.js';
import { HttpReceiver } from '../receivers/http-receiver.js';
import { MailReceiver } from '../receivers/mail-server.js';
import { SlackShapedReceiver } from '../receivers/slack-shaped-receiver.js';
import type { Cleanup } from './cleanup.js';

/** The authorization server's clock: set back, it hands out tokens that expired long ago. */
export class AdjustableClock implements Clock {
  offsetMs = 0;

  now(): number {
    return Date.now() + this.offsetMs;
  }
}

/** `aud` of the demo's tokens: the relay that they are shown to. */
export const AUDIENCE = 'https://relay.petstore.example';
const CLIENT_ID = 'petstore-sender';
const REDIRECT_URI = 'http://127.0.0.1:1/petstore/callback';

/** Everything of the store's: who signs, who receives, and what they keep secret. */
export type Stage = Awaited<ReturnType<typeof setStage>>;

export async function setStage(cleanup: Cleanup) {
  const authorizationClock = new AdjustableClock();
  const authorizationServer = await AuthorizationServer.start({
    clients: [{ clientId: CLIENT_ID, redirectUris: [REDIRECT_URI] }],
    audience: AUDIENCE,
    clock: authorizationClock,
  });
  cleanup.add(() => authorizationServer.close());
  const botToken = `xoxb-${secret()}`;
  const http = await HttpReceiver.start();
  cleanup.add(() => http.close());
  const slack = await SlackShapedReceiver.start(botToken);
  cleanup.add(() => slack.close());
  const mail = await MailReceiver.start();
  cleanup.add(() => mail.close());
  return {
    authorizationClock,
    authorizationServer,
    oauth: new OAuthClient(authorizationServer.issuer, CLIENT_ID, REDIRECT_URI),
    tokens: new StoreTokens(systemClock, AUDIENCE),
    http,
    slack,
    mail,
    keys: await createEs256KeyPair(),
    secrets: { jwt: secret(), webhook: secret(), callback: secret(), bot: botToken },
  };
}

function secret(): string {
  return randomBytes(32).toString('base64url');
}
