import { createEventUrl } from './event-url.js';

describe('the address of an event for operators', () => {
  const event = { id: '019b4132-70aa-764f-b315-e2803d882a24', projectId: '00000000-0000-7000-8000-000000000001' } as const;

  it('is in the admin API below the public URL', () => {
    const eventUrl = createEventUrl({ adminPort: null }, () => 'https://hooks.example.com/');
    expect(eventUrl(event)).toMatch(/^https:\/\/hooks\.example\.com\/api\/v1\/projects\/prj_[0-9a-z]{26}\/events\/evt_[0-9a-z]{26}$/);
  });

  it.each([
    ['the admin API has a port of its own', 8421, 'https://hooks.example.com'],
    ['the relay does not listen yet', null, ''],
  ])('is none where %s', (_what, adminPort, publicUrl) => {
    expect(createEventUrl({ adminPort }, () => publicUrl)(event)).toBeNull();
  });
});
