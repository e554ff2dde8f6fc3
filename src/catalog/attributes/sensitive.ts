/**
 * Names of data that must not leave a process: secrets that let their reader in, and data of cards and of people's
 * identity. Judged by `model/attributes/sensitive.ts`, by the last words of a name in lower case.
 */

/** What a sensitive name says its value is. */
export type SensitiveKind =
  | 'secret'
  | 'password'
  | 'password-hash'
  | 'connection-string'
  | 'card-data'
  | 'identity-data'
  | 'email-address'
  | 'phone-number';

export interface SensitiveWord {
  readonly kind: SensitiveKind;
  /** The word means other things as well: it tells only with a word before it, an owner, or a file about sign-in. */
  readonly isAmbiguous?: boolean;
  /** More owners with which an ambiguous word tells. */
  readonly owners?: readonly string[];
}

const secret: SensitiveWord = { kind: 'secret' };
const password: SensitiveWord = { kind: 'password' };
const passwordHash: SensitiveWord = { kind: 'password-hash' };
const connection: SensitiveWord = { kind: 'connection-string' };
const ambiguous: SensitiveWord = { kind: 'secret', isAmbiguous: true };
const card: SensitiveWord = { kind: 'card-data' };
const identity: SensitiveWord = { kind: 'identity-data' };

/** Keyed by the last words of a name; the longest tail decides. */
export const SENSITIVE_WORDS: ReadonlyMap<string, SensitiveWord> = new Map(
  Object.entries({
    password,
    passwd: password,
    // A pass over data, or a test that passes, too.
    pass: { ...password, isAmbiguous: true },
    pwd: password,
    passphrase: password,
    passcode: password,
    secret: ambiguous,
    token: ambiguous,
    cookie: ambiguous,
    cookies: ambiguous,
    authorization: ambiguous,
    otp: ambiguous,
    jwt: secret,
    apikey: secret,
    api_key: secret,
    access_token: secret,
    refresh_token: secret,
    bearer_token: secret,
    id_token: secret,
    auth_token: secret,
    client_secret: secret,
    secret_key: secret,
    secret_access_key: secret,
    private_key: secret,
    encryption_key: secret,
    signing_key: secret,
    auth_header: secret,
    authorization_header: secret,
    set_cookie: secret,
    totp_secret: secret,
    master_key: secret,
    // What one of several servers is found by, too.
    server_key: {
      ...ambiguous,
      owners: ['config', 'configuration', 'settings', 'options', 'fcm', 'firebase'],
    },
    fcm_server_key: secret,
    firebase_server_key: secret,
    otp_code: secret,
    verification_code: secret,
    verify_code: secret,
    one_time_code: secret,
    two_factor_code: secret,
    mfa_code: secret,
    totp_code: secret,
    login_code: secret,
    // Of a booking, a payment or a parcel, too.
    confirmation_code: ambiguous,
    authorization_code: ambiguous,
    auth_code: ambiguous,
    reset_code: ambiguous,
    sms_code: ambiguous,
    recovery_code: secret,
    recovery_codes: secret,
    backup_code: secret,
    backup_codes: secret,
    password_hash: passwordHash,
    hashed_password: passwordHash,
    password_digest: passwordHash,
    connection_string: connection,
    connection_uri: connection,
    database_url: connection,
    database_uri: connection,
    db_url: connection,
    db_uri: connection,
    mongo_url: connection,
    mongo_uri: connection,
    mongodb_url: connection,
    mongodb_uri: connection,
    postgres_url: connection,
    amqp_url: connection,
    rabbitmq_url: connection,
    cvv: card,
    cvv2: card,
    cvc: card,
    card_number: card,
    credit_card_number: card,
    card_pan: card,
    primary_account_number: card,
    ssn: identity,
    social_security_number: identity,
    passport_number: identity,
    iban: identity,
  } satisfies Record<string, SensitiveWord>),
);

/**
 * Names of data that may be in a log but not in baggage, whose header leaves for every service that is called: data
 * by which a person is reached or known.
 */
export const CONTACT_WORDS: ReadonlyMap<string, SensitiveWord> = new Map(
  Object.entries({
    email: { kind: 'email-address' },
    email_address: { kind: 'email-address' },
    phone_number: { kind: 'phone-number' },
    date_of_birth: { kind: 'identity-data' },
  } satisfies Record<string, SensitiveWord>),
);

/** Words before an ambiguous one that make it a secret: `sessionToken`, `webhookSecret`, `sessionCookie`. */
export const SECRET_QUALIFIERS: ReadonlySet<string> = new Set(
  (
    'access refresh auth bearer id session api reset login verify verification invitation invite personal user client webhook ' +
    'signing shared oauth jwt totp mfa bot github gitlab slack stripe google service admin app application raw decrypted ' +
    'plain current new old password email magic confirmation activation authentication ' +
    'generated stored saved sms'
  ).split(' '),
);

/** A text about codes that let their reader in once: `OTP for`, `Your verification code`, `OAuth code`. */
export const ONE_TIME_CODE =
  /(?<![a-z])[th]?otp(?![a-z])|\b(?:one[- ]time|verification|authori[sz]ation|auth|oauth2?|device|log[- ]?in|sign[- ]?in|security|two[- ]factor|2fa|mfa|password reset|reset)[- ](?:code|pin)\b/i;

/** What such a code is called beside a text about it; the same words are also of errors, countries and products. */
export const CODE_NAMES: ReadonlySet<string> = new Set(['code', 'pin', 'otp']);

/** Words of a text whose `code` says how something ended. */
export const OUTCOME = /\b(?:exit\w*|status|respon(?:se|ded)|returned|answered|closed?)\b/i;

/** Words of a text whose `code` may be that of an error. */
export const FAILURE =
  /\b(?:fail\w*|errors?|exceptions?|unable|could not|couldn't|cannot|can't|reject\w*|invalid|wrong|expired)\b/i;

/** Whose `code` says how something ended. */
export const OUTCOME_OWNERS: ReadonlySet<string> = new Set(
  'err error e ex exception cause reason response res result reply status country currency language product coupon'.split(
    ' ',
  ),
);

/** Whose ambiguous property is a secret: `req.body.token`, `session.token`, `headers.cookie`. */
export const SECRET_OWNERS: ReadonlySet<string> = new Set(
  'headers body query user session auth credentials credential account login oauth env identity'.split(' '),
);

/** First words of names that answer yes or no. */
export const PREDICATES: ReadonlySet<string> = new Set(
  (
    'is has had have should can could needs need requires require required with without uses use enable enabled disable activate activated allow ' +
    'allows no missing valid invalid did was will show includes skip ignore check supports max min num total count'
  ).split(' '),
);

/** Words that say that not the value itself is shown. */
export const MASKING_WORDS: ReadonlySet<string> = new Set(
  (
    'mask masked redact redacted hash hashed obfuscate obfuscated hide hidden scrub scrubbed sanitize sanitized sanitise ' +
    'sanitised censor censored anonymize anonymized encrypt encrypted cipher truncate truncated partial shorten shortened ' +
    'fingerprint digest last4 last preview short safe public fake dummy mock sample example'
  ).split(' '),
);

/** Words before an ambiguous one that make it something else: CSRF tokens, pages, parsers, language models, coins. */
export const HARMLESS_QUALIFIERS: ReadonlySet<string> = new Set(
  (
    'csrf xsrf page next prev previous continuation continue sync cursor cancel cancellation stop start end eos bos pad ' +
    'special input output prompt completion cached reasoning design syntax lexer injection provider device push fcm apns ' +
    'erc20 nft base quote payment pod kube kubernetes k8s docker image public resume skip change'
  ).split(' '),
);

/** Last words of a value that describes a secret without being one: `secret.name`, `token.symbol`. */
export const HARMLESS_TAILS: ReadonlySet<string> = new Set(
  (
    'name names id ids type types count length size status state kind symbol address expiry expires expiration at in ttl ' +
    'version index number policy hint arn path url uri ref reference key_id consent prefix suffix usage limit strategy ' +
    'age date time error errors message reset requested changed updated valid present exists set enabled source'
  ).split(' '),
);

/** Names that say nothing of a value, so that the field's own name decides: `{ password: value }`. */
export const NEUTRAL_NAMES: ReadonlySet<string> = new Set(
  'value val input raw key str text plain plaintext pass pw header auth string v'.split(' '),
);

/** Headers that carry credentials. */
export const CREDENTIAL_HEADERS: ReadonlySet<string> = new Set([
  'authorization',
  'proxy-authorization',
  'cookie',
  'set-cookie',
  'x-api-key',
  'x-auth-token',
  'x-access-token',
]);

/** A file that mentions one of these is about signing in, where a bare `token` is a credential. */
export const SIGN_IN =
  /\b(?:jwt|jsonwebtoken|bearer|oauth2?|passport|signIn|sign_in|login|logIn|password|authenticat\w+|verifyToken|refreshToken|accessToken|sessionToken)\b/i;

/** A file in which a function takes a token beside an amount of it, or its network, is about coins, where a bare `token` is one. */
export const COIN =
  /\((?:[^()]{0,200},)?\s*token\b[^()]{0,200}\b(?:amount|decimals|network|chain|chainId|price|balance)\b|\((?:[^()]{0,200},)?\s*(?:amount|network|chain|chainId)\b[^()]{0,200},\s*token\b/;
