/** What an error of Slack's means for the delivery: worth another try as the HTTP status that it amounts to, or final with what to do about it. */
export type SlackVerdict = { readonly passesAs: number } | { readonly cure: string };

const CURE = {
  token: 'The bot token is wrong, expired, revoked or of a removed app: give the destination a new one.',
  scope:
    'The app lacks a permission: give it the scope in the answer (chat:write; channels:history or groups:history for threads) and install it again.',
  webhook: 'The Incoming Webhook does not exist any more: make a new one and give it to the destination.',
  channel: 'The channel does not exist, is archived, or the app is not in it: invite the app, or name another channel.',
  policy: 'The workspace does not let this app post there: an administrator of the workspace has to allow it.',
  workspace: 'The workspace is gone, disabled or out of reach of this app.',
  message: 'Slack cannot take the message that the template makes.',
  thread: 'The channel takes no message of this kind: a thread that is locked, or a channel with or without threads only.',
} as const;

/**
 * Errors of chat.postMessage, conversations.history and auth.test, and of Incoming Webhooks:
 * - https://docs.slack.dev/reference/methods/chat.postMessage#errors
 * - https://docs.slack.dev/reference/methods/conversations.history#errors
 * - https://docs.slack.dev/reference/methods/auth.test#errors
 * - https://docs.slack.dev/messaging/sending-messages-using-incoming-webhooks#handling_errors
 * - https://docs.slack.dev/changelog/2016-05-17-changes-to-errors-for-incoming-webhooks
 */
const FINAL: Readonly<Record<keyof typeof CURE, string>> = {
  token: `invalid_auth not_authed account_inactive token_revoked token_expired not_allowed_token_type two_factor_setup_required
    user_is_bot bot_not_found`,
  scope: 'missing_scope no_permission',
  webhook: 'no_service no_service_id no_active_hooks invalid_token',
  channel: `channel_not_found channel_is_archived is_archived not_in_channel user_not_found user_disabled duplicate_channel_not_found
    cannot_dm_bot invalid_channel channel_type_not_supported messages_tab_disabled`,
  policy: `action_prohibited posting_to_general_channel_denied posting_to_channel_denied restricted_action restricted_action_read_only_channel
    access_denied accesslimited app_access_restricted enterprise_is_restricted ekm_access_denied not_allowed as_user_not_supported
    send_on_behalf_not_allowed slack_connect_canvas_sharing_blocked slack_connect_file_link_sharing_blocked slack_connect_lists_sharing_blocked
    no_dual_broadcast_content_update external_channel_migrating is_inactive`,
  workspace:
    'no_team team_disabled team_not_found team_access_not_granted missing_post_type method_deprecated deprecated_endpoint upgrade_required',
  message: `no_text msg_too_long msg_blocks_too_long invalid_blocks invalid_blocks_format blocks_mismatch block_mismatch invalid_attachments
    too_many_attachments attachment_payload_limit_exceeded too_many_contact_cards markdown_text_conflict missing_text_or_fallback_or_attachments
    invalid_payload invalid_arguments invalid_arg_name invalid_array_arg invalid_charset invalid_form_data invalid_json json_not_object
    invalid_post_type invalid_metadata_format invalid_metadata_schema metadata_must_be_sent_from_app metadata_too_large duplicate_message_not_found
    invalid_cursor invalid_ts_latest invalid_ts_oldest title_only_attachment`,
  thread: `restricted_action_thread_only_channel restricted_action_non_threadable_channel restricted_action_thread_locked
    cannot_reply_to_message cant_broadcast_message`,
};

const PASSING: Readonly<Record<string, number>> = {
  ratelimited: 429,
  rate_limited: 429,
  // The workspace's members together send too many messages for now.
  message_limit_exceeded: 429,
  internal_error: 500,
  fatal_error: 500,
  server_error: 500,
  rollup_error: 500,
  service_unavailable: 503,
  // Slack's word for a request that did not reach it whole.
  request_timeout: 504,
  // Both while a workspace moves into an organisation.
  team_added_to_org: 503,
  org_login_required: 503,
  // The first message of the thread is gone: the next attempt begins another one.
  thread_not_found: 500,
  message_not_found: 500,
};

const VERDICTS: ReadonlyMap<string, SlackVerdict> = new Map([
  ...Object.entries(FINAL).flatMap(([cause, errors]) =>
    errors.split(/\s+/).map((error): [string, SlackVerdict] => [error, { cure: CURE[cause as keyof typeof CURE] }]),
  ),
  ...Object.entries(PASSING).map(([error, passesAs]): [string, SlackVerdict] => [error, { passesAs }]),
]);

/** `undefined`: an error that nobody has told of. */
export function slackVerdict(error: string): SlackVerdict | undefined {
  return VERDICTS.get(error);
}

/** An error's name as it may stand in a reason; `null` if it is none. */
export function slackErrorName(text: string): string | null {
  const name = text.trim();
  return /^[a-z][a-z0-9_]{1,63}$/.test(name) ? name : null;
}
