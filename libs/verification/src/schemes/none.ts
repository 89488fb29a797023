import { z } from 'zod';
import { defineScheme } from '../define-scheme.js';
import { NO_CREDENTIALS } from '../verifier.js';

/** Accepts everything. Secrets that an earlier scheme left behind are not in the way. */
export const none = defineScheme({
  name: 'none',
  title: 'No verification',
  guide: { setup: ['Whoever knows the URL can make events: give it only to the sender, and prefer any other provider.'] },
  options: z.strictObject({}),
  compile: () => ({
    ok: true,
    verifier: { credentials: NO_CREDENTIALS, challenge: null, verify: () => ({ ok: true, secretId: null }) },
  }),
});
