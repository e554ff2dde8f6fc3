/**
 * Public services of other companies. What is sent there continues no trace of one's own: their spans are never
 * seen, and a trace's id is nobody's business there.
 */

/** Domains of public services, each with its subdomains. */
const PUBLIC_DOMAINS: readonly string[] = [
  // payments, shops
  ...['stripe.com', 'paypal.com', 'braintreegateway.com', 'adyen.com', 'squareup.com', 'razorpay.com'],
  ...['mollie.com', 'paddle.com', 'lemonsqueezy.com', 'chargebee.com', 'plaid.com', 'klarna.com', 'wise.com'],
  ...['myshopify.com', 'shopify.com', 'bigcommerce.com', 'coinbase.com', 'coingecko.com', 'binance.com'],
  ...['infura.io', 'alchemy.com', 'etherscan.io', 'quiknode.pro'],
  // code, packages, work
  ...['github.com', 'githubusercontent.com', 'gitlab.com', 'bitbucket.org', 'npmjs.org', 'npmjs.com'],
  ...['unpkg.com', 'jsdelivr.net', 'nodejs.org', 'pypi.org', 'docker.io', 'docker.com', 'quay.io', 'ghcr.io'],
  ...['atlassian.com', 'atlassian.net', 'jira.com', 'linear.app', 'notion.com', 'notion.so', 'asana.com'],
  ...['trello.com', 'clickup.com', 'monday.com', 'airtable.com', 'figma.com', 'zapier.com', 'circleci.com'],
  ...['vercel.com', 'netlify.com', 'heroku.com', 'fly.io', 'render.com', 'cloudflare.com', 'hashicorp.com'],
  // messages
  ...[
    'slack.com',
    'discord.com',
    'discordapp.com',
    'telegram.org',
    'whatsapp.com',
    'twilio.com',
    'vonage.com',
  ],
  ...['nexmo.com', 'messagebird.com', 'plivo.com', 'sendgrid.com', 'mailgun.net', 'postmarkapp.com'],
  ...['mailchimp.com', 'mandrillapp.com', 'resend.com', 'brevo.com', 'sendinblue.com', 'mailjet.com'],
  ...[
    'sparkpost.com',
    'intercom.io',
    'zendesk.com',
    'freshdesk.com',
    'hubspot.com',
    'hubapi.com',
    'crisp.chat',
  ],
  ...['onesignal.com', 'expo.dev', 'exp.host', 'push.apple.com', 'pushover.net', 'zoom.us', 'webex.com'],
  ...['customer.io', 'braze.com', 'klaviyo.com', 'pagerduty.com', 'opsgenie.com', 'hcaptcha.com'],
  // models
  ...['openai.com', 'anthropic.com', 'mistral.ai', 'cohere.ai', 'cohere.com', 'groq.com', 'perplexity.ai'],
  ...[
    'huggingface.co',
    'replicate.com',
    'deepseek.com',
    'together.xyz',
    'openrouter.ai',
    'x.ai',
    'stability.ai',
  ],
  ...['elevenlabs.io', 'assemblyai.com', 'deepgram.com', 'pinecone.io', 'tavily.com', 'serper.dev', 'fal.ai'],
  // sign-in, records about people
  ...['auth0.com', 'okta.com', 'clerk.dev', 'clerk.com', 'workos.com', 'stytch.com', 'salesforce.com'],
  ...['gravatar.com', 'clearbit.com', 'haveibeenpwned.com', 'pwnedpasswords.com'],
  // large platforms
  ...['googleapis.com', 'google.com', 'gstatic.com', 'youtube.com', 'microsoft.com', 'microsoftonline.com'],
  ...['live.com', 'office.com', 'windows.net', 'azure.com', 'amazonaws.com', 'amazon.com', 'apple.com'],
  ...['facebook.com', 'instagram.com', 'twitter.com', 'x.com', 'linkedin.com', 'tiktok.com', 'reddit.com'],
  ...[
    'pinterest.com',
    'spotify.com',
    'twitch.tv',
    'dropbox.com',
    'dropboxapi.com',
    'box.com',
    'digitalocean.com',
  ],
  // telemetry, analytics, flags
  ...['datadoghq.com', 'datadoghq.eu', 'newrelic.com', 'nr-data.net', 'sentry.io', 'honeycomb.io'],
  ...['grafana.net', 'logtail.com', 'betterstack.com', 'axiom.co', 'loggly.com', 'segment.io', 'segment.com'],
  ...[
    'mixpanel.com',
    'amplitude.com',
    'posthog.com',
    'google-analytics.com',
    'launchdarkly.com',
    'statsig.com',
  ],
  ...['rollbar.com', 'bugsnag.com', 'uptimerobot.com', 'healthchecks.io', 'hc-ping.com', 'splunkcloud.com'],
  // search, maps, data
  ...['algolia.net', 'algolia.com', 'mapbox.com', 'openstreetmap.org', 'openweathermap.org', 'here.com'],
  ...[
    'ipify.org',
    'ipinfo.io',
    'ip-api.com',
    'maxmind.com',
    'wikipedia.org',
    'wikimedia.org',
    'wikidata.org',
  ],
  ...[
    'contentful.com',
    'sanity.io',
    'cloudinary.com',
    'imgix.com',
    'unsplash.com',
    'supabase.co',
    'upstash.io',
    'snowflakecomputing.com',
    'docusign.net',
    'docusign.com',
  ],
  ...[
    'jsonplaceholder.typicode.com',
    'httpbin.org',
    'pokeapi.co',
    'dummyjson.com',
    'randomuser.me',
    'catfact.ninja',
  ],
];

/** Where a machine asks its cloud who it is. */
const METADATA_HOSTS: ReadonlySet<string> = new Set([
  '169.254.169.254',
  '169.254.170.2',
  'metadata.google.internal',
  '100.100.100.200',
]);

const DOMAINS: ReadonlySet<string> = new Set(PUBLIC_DOMAINS);

/** Whether a host is a public service of somebody else, or the metadata service of a cloud. */
export function isForeignHost(host: string): boolean {
  const labels = host.toLowerCase().split('.');
  return METADATA_HOSTS.has(host) || labels.some((_, at) => DOMAINS.has(labels.slice(at).join('.')));
}

/**
 * Names of such services that mean nothing else, where an address is only named after one (`SLACK_URL`); and a
 * webhook, whose receiver is whoever registered it; endpoints of OpenID Connect, which an identity provider has; and an address that
 * a store has signed, or where pictures and films lie.
 */
export const FOREIGN_NAME =
  /stripe|paypal|vercel|netlify|heroku|hubapi|okta|auth0|algolia|contentful|intercom|asana|trello|airtable|dropbox|gravatar|klaviyo|launchdarkly|amplitude|elevenlabs|deepgram|microsoft|metadata_?ur[il]|github|gitlab|bitbucket|slack|discord|telegram|whatsapp|twilio|sendgrid|mailgun|mailchimp|hubspot|salesforce|zendesk|openai|anthropic|huggingface|cloudflare|shopify|datadog|newrelic|posthog|mixpanel|pagerduty|opsgenie|recaptcha|hcaptcha|turnstile|google|facebook|linkedin|twitter|spotify|jira|atlassian|coingecko|etherscan|infura|clearbit|telemetry|supabase|snowflake|docusign|ollama|(?:discovery|user_?info|revocation|introspection|jwks|token|authori[sz]ation|oidc|oauth|openid)_?(?:ur[il]|endpoint)|(?:signed|download|upload|video|audio|image|media|picture|photo|avatar|thumbnail|favicon)_?ur[il]|signed\w*\.ur[il]|web_?hook/i;

/** Paths of protocols whose receivers go on with no trace: OTLP, Zipkin, Loki, remote write, and what OpenID Connect publishes. */
export const FOREIGN_PATH =
  /\/v1\/(?:traces|metrics|logs)\b|\/api\/v2\/spans\b|\/loki\/api\/v1\/push\b|\/api\/v1\/(?:push|write)\b|\/\.well-known\//;

/** What a request says: an address out of it leads wherever its sender wants. */
export const USER_INPUT =
  /^(?:await\s+)?(?:\w+\.)?(?:req|request)\.(?:body|query|params|nextUrl\.searchParams|json\(\)|query\()/;

/** Folders of code that talks to other companies' services. */
export const FOREIGN_FOLDER = /(?:^|\/)(?:integrations?|connectors?|third-?party)\//i;

/** What a request calls itself that is to pass for a browser's: it reads somebody's page. */
export const BROWSER_AGENT = /['"`]Mozilla\/\d/;
