export { httpPlugin } from './http.plugin.js';
