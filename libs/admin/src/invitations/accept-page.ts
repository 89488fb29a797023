import { createHash } from 'node:crypto';

const STYLE =
  'body{font:1rem/1.5 system-ui,sans-serif;max-width:26rem;margin:4rem auto;padding:0 1rem}input,button{font:inherit;width:100%}';

/** The token comes in the fragment, which the browser keeps to itself, and goes out in the body. Answers are shown as text only. */
const SCRIPT = `
const form = document.querySelector('form'), said = document.querySelector('output');
form.addEventListener('submit', async (event) => {
  event.preventDefault();
  said.textContent = '';
  const { name, password } = Object.fromEntries(new FormData(form));
  const body = JSON.stringify({ token: location.hash.slice(1), name, password });
  const answer = await fetch(location.pathname, { method: 'POST', headers: { 'content-type': 'application/json' }, body });
  const told = await answer.json();
  if (answer.ok) {
    form.remove();
    history.replaceState(null, '', location.pathname);
    said.textContent = 'You are a member of ' + told.project + '. Sign in as ' + told.email + '.';
  } else said.textContent = (told.errors ?? []).map((fault) => fault.message).join(' ') || told.detail || told.title;
});`;

/** Where an invitation's link leads: asks for a password. */
export const ACCEPT_PAGE = `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Posthorn: invitation</title>
<style>${STYLE}</style></head><body><h1>You are invited</h1>
<form><p><label>Name <input name="name" autocomplete="name" maxlength="200"></label></p>
<p><label>Password <input name="password" type="password" autocomplete="current-password" required maxlength="1024"></label>
Choose one; if you sign in to Posthorn already, give the one that you have.</p><button>Accept</button></form><output></output>
<script>${SCRIPT}</script></body></html>
`;

const hashOf = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

/** Nothing but what is on the page runs, and it asks nobody but the relay. */
export const ACCEPT_PAGE_POLICY = [
  "default-src 'none'",
  `style-src ${hashOf(STYLE)}`,
  `script-src ${hashOf(SCRIPT)}`,
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');
