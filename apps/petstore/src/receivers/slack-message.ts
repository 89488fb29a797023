import { z } from 'zod';

/** A text object; Slack refuses more characters than a block allows. */
const textOf = (maxCharacters: number) => z.object({ type: z.enum(['plain_text', 'mrkdwn']), text: z.string().min(1).max(maxCharacters) });

/** The block kinds that messages are made of, with Slack's own limits (https://docs.slack.dev/reference/block-kit/blocks). */
const blockSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('header'), text: textOf(150).extend({ type: z.literal('plain_text') }) }),
  z
    .object({ type: z.literal('section'), text: textOf(3000).optional(), fields: z.array(textOf(2000)).min(1).max(10).optional() })
    .refine((section) => section.text !== undefined || section.fields !== undefined, 'a section needs text or fields'),
  z.object({ type: z.literal('context'), elements: z.array(textOf(3000)).min(1).max(10) }),
  z.object({ type: z.literal('divider') }),
  z.object({ type: z.literal('rich_text'), elements: z.array(z.object({ type: z.string() })) }),
  z.object({
    type: z.literal('actions'),
    elements: z
      .array(z.object({ type: z.string() }))
      .min(1)
      .max(25),
  }),
]);

const messageSchema = z.object({
  channel: z.string().min(1).optional(),
  text: z.string().optional(),
  blocks: z.array(blockSchema).max(50).optional(),
});

export type SlackMessage = z.output<typeof messageSchema>;

/** Slack's own words for what is wrong with a message. */
export type SlackFault = 'invalid_payload' | 'invalid_blocks' | 'no_text';

/** Reads a message the way Slack does: JSON, valid blocks, and something to show. */
export function readSlackMessage(body: Buffer): { readonly message: SlackMessage } | { readonly fault: SlackFault } {
  let value: unknown;
  try {
    value = JSON.parse(body.toString('utf8'));
  } catch {
    return { fault: 'invalid_payload' };
  }
  const parsed = messageSchema.safeParse(value);
  if (!parsed.success) {
    return { fault: parsed.error.issues.some(({ path }) => path[0] === 'blocks') ? 'invalid_blocks' : 'invalid_payload' };
  }
  const { text, blocks } = parsed.data;
  return text || blocks?.length ? { message: parsed.data } : { fault: 'no_text' };
}

/** Everything that a reader of the channel would see, for looking things up in it. */
export function visibleText(message: SlackMessage): string {
  return JSON.stringify([message.text, message.blocks]);
}
