import type { KeyFacts } from '@posthorn/store';
import { presentKey } from './encryption-key.presenter.js';

const UNUSED: KeyFacts = {
  ...{ id: 'k2', encrypts: false, isHere: true, usedBy: 0, idempotencyRecords: 0, usedSince: null, retiredAt: null },
  sealed: { sourceSecrets: 0, destinationSecrets: 0, refusals: 0, idempotencyAnswers: 0 },
};

it('a key that nothing uses may be taken out, unless a rotation is about to change over to it', () => {
  expect(presentKey(UNUSED, false)).toMatchObject({ removable: true, neededFor: [] });
  expect(presentKey(UNUSED, true)).toMatchObject({ removable: false, neededFor: ['encrypts'] });
});
