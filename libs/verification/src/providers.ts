import type { Scheme } from './verifier.js';
import { adyen } from './providers/adyen.js';
import { adyenPlatforms } from './providers/adyen-platforms.js';
import { airtable } from './providers/airtable.js';
import { asana } from './providers/asana.js';
import { auth0 } from './providers/auth0.js';
import { awsSns } from './providers/aws-sns.js';
import { azureEventGrid } from './providers/azure-event-grid.js';
import { bitbucket } from './providers/bitbucket.js';
import { box } from './providers/box.js';
import { brex } from './providers/brex.js';
import { calCom } from './providers/cal-com.js';
import { calendly } from './providers/calendly.js';
import { chargebee } from './providers/chargebee.js';
import { clerk } from './providers/clerk.js';
import { cloudevents } from './providers/cloudevents.js';
import { coinbaseCommerce } from './providers/coinbase-commerce.js';
import { contentful } from './providers/contentful.js';
import { customerIo } from './providers/customer-io.js';
import { discord } from './providers/discord.js';
import { docusign } from './providers/docusign.js';
import { dropbox } from './providers/dropbox.js';
import { dropboxSign } from './providers/dropbox-sign.js';
import { ebay } from './providers/ebay.js';
import { freshdesk } from './providers/freshdesk.js';
import { gitea } from './providers/gitea.js';
import { github } from './providers/github.js';
import { gitlab } from './providers/gitlab.js';
import { gocardless } from './providers/gocardless.js';
import { googlePush } from './providers/google-push.js';
import { gumroad } from './providers/gumroad.js';
import { hubspot } from './providers/hubspot.js';
import { intercom } from './providers/intercom.js';
import { jira } from './providers/jira.js';
import { line } from './providers/line.js';
import { linear } from './providers/linear.js';
import { loops } from './providers/loops.js';
import { mailchimp } from './providers/mailchimp.js';
import { mailgun } from './providers/mailgun.js';
import { meta } from './providers/meta.js';
import { microsoftGraph } from './providers/microsoft-graph.js';
import { monday } from './providers/monday.js';
import { mux } from './providers/mux.js';
import { netlify } from './providers/netlify.js';
import { notion } from './providers/notion.js';
import { okta } from './providers/okta.js';
import { openai } from './providers/openai.js';
import { paddle } from './providers/paddle.js';
import { paddleClassic } from './providers/paddle-classic.js';
import { pagerduty } from './providers/pagerduty.js';
import { paypal } from './providers/paypal.js';
import { petstore } from './providers/petstore.js';
import { pipedrive } from './providers/pipedrive.js';
import { plaid } from './providers/plaid.js';
import { postmark } from './providers/postmark.js';
import { quickbooks } from './providers/quickbooks.js';
import { razorpay } from './providers/razorpay.js';
import { recall } from './providers/recall.js';
import { render } from './providers/render.js';
import { replicate } from './providers/replicate.js';
import { resend } from './providers/resend.js';
import { sanity } from './providers/sanity.js';
import { sendgrid } from './providers/sendgrid.js';
import { sentry } from './providers/sentry.js';
import { shopify } from './providers/shopify.js';
import { slack } from './providers/slack.js';
import { square } from './providers/square.js';
import { stripe } from './providers/stripe.js';
import { svix } from './providers/svix.js';
import { tally } from './providers/tally.js';
import { telegram } from './providers/telegram.js';
import { telnyx } from './providers/telnyx.js';
import { trello } from './providers/trello.js';
import { twilio } from './providers/twilio.js';
import { twitch } from './providers/twitch.js';
import { typeform } from './providers/typeform.js';
import { vercel } from './providers/vercel.js';
import { woocommerce } from './providers/woocommerce.js';
import { workos } from './providers/workos.js';
import { x } from './providers/x.js';
import { xero } from './providers/xero.js';
import { zendesk } from './providers/zendesk.js';
import { zoom } from './providers/zoom.js';

/** Every provider, by name. */
export const PROVIDERS: readonly Scheme[] = [
  adyen,
  adyenPlatforms,
  airtable,
  asana,
  auth0,
  awsSns,
  azureEventGrid,
  bitbucket,
  box,
  brex,
  calCom,
  calendly,
  chargebee,
  clerk,
  cloudevents,
  coinbaseCommerce,
  contentful,
  customerIo,
  discord,
  docusign,
  dropbox,
  dropboxSign,
  ebay,
  freshdesk,
  gitea,
  github,
  gitlab,
  gocardless,
  googlePush,
  gumroad,
  hubspot,
  intercom,
  jira,
  line,
  linear,
  loops,
  mailchimp,
  mailgun,
  meta,
  microsoftGraph,
  monday,
  mux,
  netlify,
  notion,
  okta,
  openai,
  paddle,
  paddleClassic,
  pagerduty,
  paypal,
  petstore,
  pipedrive,
  plaid,
  postmark,
  quickbooks,
  razorpay,
  recall,
  render,
  replicate,
  resend,
  sanity,
  sendgrid,
  sentry,
  shopify,
  slack,
  square,
  stripe,
  svix,
  tally,
  telegram,
  telnyx,
  trello,
  twilio,
  twitch,
  typeform,
  vercel,
  woocommerce,
  workos,
  x,
  xero,
  zendesk,
  zoom,
];
