/**
 * Runs before the code of a person, in the same context, and keeps for itself what that code could replace later. `emit` takes what is
 * written to the console. Time stands still at the moment when the event was received, and chance is drawn from the event's id, so that
 * every attempt gives the same bytes; `begin` sets both. Code that looked at one of them, or wrote to the console, before it was called
 * (`looked`) may not be kept as it then stands: for another event it would have to stand differently. Texts cross as JSON both ways: the
 * engine's own way ends them at a NUL.
 */
export const PRELUDE = `(function (emit) {
  'use strict';
  let nowMs = 0;
  let state = 0;
  let looked = false;
  const now = () => {
    looked = true;
    return nowMs;
  };
  const { parse, stringify } = JSON;
  const { apply, construct } = Reflect;
  const NoJson = SyntaxError;
  const text = String;
  const { slice } = text.prototype;

  const RealDate = Date;
  const FrozenDate = function Date(...parts) {
    if (new.target === undefined) return text(new RealDate(now()));
    return construct(RealDate, parts.length === 0 ? [now()] : parts, new.target);
  };
  const dateFields = { now, parse: RealDate.parse, UTC: RealDate.UTC };
  for (const name in dateFields) Object.defineProperty(FrozenDate, name, { value: dateFields[name], writable: true, configurable: true });
  Object.defineProperty(FrozenDate, 'prototype', { value: RealDate.prototype, writable: false });
  Object.defineProperty(FrozenDate, 'length', { value: 7 });
  RealDate.prototype.constructor = FrozenDate;
  Object.defineProperty(globalThis, 'Date', { value: FrozenDate, writable: true, configurable: true });

  // mulberry32: small, and good enough for what is no secret.
  Math.random = () => {
    looked = true;
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };

  const shown = (value) => {
    if (typeof value === 'string') return value;
    if (value instanceof Error) return text(value);
    try {
      return stringify(value) ?? text(value);
    } catch {
      return text(value);
    }
  };
  globalThis.console = {};
  for (const level of ['log', 'info', 'warn', 'error', 'debug']) {
    globalThis.console[level] = (...values) => {
      looked = true;
      let line = '';
      for (let at = 0; at < values.length; at++) line += (at === 0 ? '' : ' ') + shown(values[at]);
      emit(stringify(apply(slice, line, [0, 2000])));
    };
  }

  const shape = (value) => (value === null ? 'null' : typeof value);
  return {
    __proto__: null,
    begin: (ms, seed) => {
      nowMs = ms;
      state = seed | 0;
      looked = false;
    },
    looked: () => looked,
    event: (meta, quoted, encoding) => {
      // What is set here is there already, so that no setter of a tampered prototype is asked.
      const event = parse(meta);
      const body = parse(quoted);
      event.body = body;
      event.bodyEncoding = encoding;
      event.rawBody = body;
      if (encoding !== 'utf8') return event;
      try {
        event.body = parse(body);
        event.bodyEncoding = 'json';
      } catch (error) {
        if (!(error instanceof NoJson)) throw error;
      }
      return event;
    },
    result: (value) => {
      if (value === null || typeof value !== 'object') return { __proto__: null, fault: 'It returned ' + shape(value) + ' instead of an object with a body.' };
      const { body, bodyEncoding, headers, contentType } = value;
      const head = stringify({ __proto__: null, headers, contentType, bodyEncoding });
      if (typeof body === 'string') return { __proto__: null, head, text: stringify(body) };
      const json = body === undefined ? undefined : stringify(body);
      if (typeof json !== 'string') return { __proto__: null, fault: 'The body that it returned is ' + shape(body) + ', which is no JSON.' };
      return { __proto__: null, head, json };
    },
    describe: (error) => {
      const cut = (value, most) => (typeof value === 'string' ? apply(slice, value, [0, most]) : '');
      // Without a prototype, so that no toJSON of a tampered one is asked.
      if (error === null || typeof error !== 'object') return stringify({ __proto__: null, message: cut(text(error), 500) });
      const { name, message, stack } = error;
      return stringify({ __proto__: null, name: cut(name, 100), message: cut(message, 500), stack: cut(stack, 4000) });
    },
  };
})`;
