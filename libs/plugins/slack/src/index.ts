export { slackPlugin } from './slack.plugin.js';
