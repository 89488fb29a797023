import { z } from 'zod';
import { defineScheme } from '../define-scheme.js';

/** Accepts everything. Secrets that an earlier scheme left behind are not in the way. */
export const none = defineScheme({
  name: 'none',
  title: 'No verification',
  options: z.strictObject({}),
  compile: () => ({
    ok: true,
    verifier: { credentials: { headers: [], query: [] }, challenge: null, verify: () => ({ ok: true, secretId: null }) },
  }),
});
