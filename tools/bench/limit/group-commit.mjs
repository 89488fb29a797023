import { setImmediate } from 'node:timers';

/** Items that arrive while a statement is under way share the next one; one turn of the event loop gathers the first. */
export class GroupCommit {
  #write;
  #inFlight;
  #max;
  #waiting = [];
  #running = 0;
  #armed = false;

  constructor(write, { inFlight, max }) {
    this.#write = write;
    this.#inFlight = inFlight;
    this.#max = max;
  }

  /** @returns {Promise<void>} settled when the item's statement has committed */
  add(item) {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ item, resolve, reject });
      if (this.#armed) return;
      this.#armed = true;
      setImmediate(() => {
        this.#armed = false;
        this.#flush();
      });
    });
  }

  #flush() {
    while (this.#running < this.#inFlight && this.#waiting.length > 0) {
      const batch = this.#waiting.splice(0, this.#max);
      this.#running++;
      this.#write(batch.map(({ item }) => item))
        .then(
          () => batch.forEach(({ resolve }) => resolve()),
          (error) => batch.forEach(({ reject }) => reject(error)),
        )
        .finally(() => {
          this.#running--;
          this.#flush();
        });
    }
  }
}
