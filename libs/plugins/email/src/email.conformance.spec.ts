import { describePlugin } from '@posthorn/plugin-sdk/testing';
import { emailPlugin } from './email.plugin.js';

const ADDRESSES = { from: 'relay@example.com', to: ['jane@example.com'] };

describePlugin(emailPlugin, {
  transport: 'smtp',
  config: (smtpUrl) => ({ ...ADDRESSES, smtpUrl }),
  secrets: () => ({ smtpUser: 'planted-user-19ab', smtpPassword: 'planted-password-77cd' }),
  invalid: [
    { config: { from: 'nobody', to: ['jane@example.com'] }, field: 'config.from' },
    { config: { ...ADDRESSES, to: [] }, field: 'config.to' },
    { config: { ...ADDRESSES, subject: '{% nonsense %}' }, field: 'config.subject' },
    { config: { ...ADDRESSES, smtpUrl: 'smtp://user:password@example.com' }, field: 'config.smtpUrl' },
    { config: { ...ADDRESSES, smtpUrl: 'smtps://mail.example.com', tls: { ca: 'no certificate' } }, field: 'config.tls.ca' },
    { secrets: { smtpPassword: 'alone' }, field: 'secrets.smtpUser' },
  ],
  mark: ({ headers }) => headers['message-id'],
});
