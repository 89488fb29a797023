import { httpPlugin } from '../../../libs/plugins/http/dist/index.js';

/** The built-in plugin under another type, so that it runs as a custom one: what differs is the thread. */
export const httpInThread = { ...httpPlugin, type: 'http-in-thread', title: 'HTTP in a thread' };
