import { deliveryIdOf, eventIdOf, firstIdAt, IdGenerator, timeOfId } from './event-id.js';

describe('ids', () => {
  const at = 1_795_478_400_123;

  it('only grow, even within a millisecond and when the clock goes back', () => {
    let now = at;
    const ids = new IdGenerator({ now: () => now });
    const made = Array.from({ length: 10_000 }, (_, n) => {
      if (n === 5_000) now -= 60_000;
      return ids.eventId();
    });
    expect([...made].sort()).toEqual(made);
    expect(new Set(made).size).toBe(made.length);
  });

  it('are UUID v7 with the time in front and room for the routes behind', () => {
    const id = new IdGenerator({ now: () => at }).eventId();
    expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{8}0000$/);
    expect(timeOfId(id)).toBe(at);
    expect(id >= firstIdAt(at) && id < firstIdAt(at + 1)).toBe(true);
  });

  it('lead from a delivery to its event and back', () => {
    const id = new IdGenerator().eventId();
    expect(eventIdOf(deliveryIdOf(id, 300))).toBe(id);
    expect(deliveryIdOf(id, 32_767).endsWith('7fff')).toBe(true);
  });
});
