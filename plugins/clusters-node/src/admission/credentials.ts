/** What stands in place of a credential, for everybody. */
export const MASK = '<masked>';

const SECRET_WORDS =
  'passw(?:or)?d|passwd|passphrase|\\bpwd\\b|pwd$|secret|token|api[-_.]?key|access[-_.]?key|account[-_.]?key|private[-_.]?key|signing[-_.]?key|encryption[-_.]?key|credential|connection[-_.]?string|\\bdsn\\b|_dsn$|bearer|authorization|cookie';
const SECRET_NAME = new RegExp(SECRET_WORDS, 'i');
const SECRET_FILE =
  /(^|[/.])(id_(rsa|dsa|ecdsa|ed25519)|\.?pgpass|\.?htpasswd|\.?netrc|\.?dockerconfigjson|kubeconfig)$|\.(key|p12|pfx|jks|keystore|keytab)$/i;
/** Names that tell where a secret is, or something about it, rather than the secret. */
const ABOUT_A_SECRET =
  /[-_.]?(names?|namespace|file|path|dir|ref|enabled|ttl|expiry|expiration|algorithm|type)$/i;

/** Whether a variable, key, flag or field of this name is likely to hold a credential. */
export function looksSecret(name: string): boolean {
  return SECRET_NAME.test(name)
    ? !ABOUT_A_SECRET.test(name) || SECRET_FILE.test(name)
    : SECRET_FILE.test(name);
}

// What follows reads files of up to a megabyte that somebody else wrote: every repetition is bounded, or starts only
// where a word does, so that no text takes quadratic time.

/** `scheme://user:password@host`, whatever the scheme. The port of a host with a path after it is no password. */
const PASSWORD_IN_URL =
  /(:\/\/[^\s"'/:@?#]{0,256}):(?!\d+[/?#])[^\s"'@]{1,512}(?:@[^\s"'/@?#]{1,512}){0,8}@(?!sha\d+:)/g;
/** `https://token@host`: other schemes have harmless users there, as `ssh://git@…`. */
const TOKEN_IN_URL = /(https?:\/\/)[^\s"'/:@?#]{1,512}@(?!sha\d+:)/gi;
const ANY_USERINFO = /:\/\/[^\s"'@]{1,800}@(?!sha\d+:)/;

/** Whether there may be a URL with userinfo somewhere in a text, for example in JSON. May be wrong about yes. */
export function mayHoldUserinfo(text: string): boolean {
  return text.includes('@') && ANY_USERINFO.test(text);
}

/** Takes the userinfo out of URLs. */
export function maskUserinfo(text: string): string {
  if (!text.includes('://') || !text.includes('@')) {
    return text;
  }
  return text
    .replace(PASSWORD_IN_URL, `$1:${MASK}@`)
    .replace(TOKEN_IN_URL, `$1${MASK}@`);
}

/** `user:password@tcp(host)/database`, the DSN of Go's MySQL driver. */
const GO_DSN = /(?<![\w.-])([\w.-]{1,128}):[^\s:@/]{1,512}@(tcp|unix)\(/g;
const PRIVATE_KEY =
  /-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]*?(?:-----END [A-Z ]*PRIVATE KEY-----|$)/g;
/** Tokens that are known by their shape: JWT, GitHub, GitLab, Slack, Stripe, AWS. */
const KNOWN_TOKENS =
  /\beyJ[\w-]{8,}\.eyJ[\w-]{8,}\.[\w-]*|\bgh[pousr]_\w{20,}|\bgithub_pat_\w{20,}|\bglpat-[\w-]{16,}|\bxox[abeoprs]-[\w-]{10,}|\b[sr]k_live_\w{16,}|\bAKIA[A-Z0-9]{16}\b/g;
const AUTHORIZATION = /\b(Bearer|Basic)\s+[\w.~+/=-]{8,}/g;
/** `<password>…</password>` */
const XML_ELEMENT = /<([\w.:-]{1,128})>([^<>]+)<\/\1>/g;
/** A YAML key whose value is a block of the more indented lines after it. */
const YAML_BLOCK =
  /^([ \t]*)(["']?)([\w.-]+)\2(:[ \t]*[|>][+-]?\d?[ \t]*\n)((?:\1[ \t]+.*(?:\n|$)|[ \t]*\n)+)/gm;
/** `name=value`, `name: value`, `"name": "value"`. */
const PAIR =
  /(?<![\w.-])(["']?)([\w.-]{1,128})\1([ \t]*[=:][ \t]*)(<masked>|"(?:[^"\\\n]|\\.)*"|'[^'\n]*'|[^\s;,&"'{}[\]|>]+)/g;
/** `--password value` in a line of shell. */
const FLAG =
  /(?<![\w.-])(--?[\w.-]{1,128})([ \t]+)("[^"\n]*"|'[^'\n]*'|[^\s-]\S*)/g;

/** What all of the patterns above need to find anything: most values have nothing of it, and there are many. */
const SUSPICIOUS = new RegExp(
  `${SECRET_WORDS}|://|@(?:tcp|unix)\\(|-----BEGIN|eyJ|gh[pousr]_|github_pat_|glpat-|xox[abeoprs]-|[sr]k_live_|AKIA|basic\\s`,
  'i',
);

/**
 * Takes credentials out of a text: a value, an argument, or a whole file of configuration.
 *
 * @public
 */
export function maskCredentials(text: string): string {
  if (!SUSPICIOUS.test(text)) {
    return text;
  }
  let masked = maskUserinfo(text);
  if (masked.includes('-----BEGIN')) {
    masked = masked.replace(PRIVATE_KEY, MASK);
  }
  masked = masked
    .replace(KNOWN_TOKENS, MASK)
    .replace(AUTHORIZATION, `$1 ${MASK}`)
    .replace(GO_DSN, `$1:${MASK}@$2(`);
  if (!SECRET_NAME.test(masked)) {
    return masked;
  }
  return masked
    .replace(XML_ELEMENT, (all, name: string) =>
      looksSecret(name) ? `<${name}>${MASK}</${name}>` : all,
    )
    .replace(
      YAML_BLOCK,
      (all, indent: string, quote: string, name: string, colon: string) =>
        looksSecret(name)
          ? `${indent}${quote}${name}${quote}${colon}${indent}  ${MASK}\n`
          : all,
    )
    .replace(
      PAIR,
      (all, quote: string, name: string, sign: string, value: string) =>
        looksSecret(name)
          ? `${quote}${name}${quote}${sign}${mask(value)}`
          : all,
    )
    .replace(FLAG, (all, flag: string, space: string, value: string) =>
      looksSecret(flag) ? `${flag}${space}${mask(value)}` : all,
    );
}

function mask(value: string): string {
  const [quote] = value;
  return quote === '"' || quote === "'" ? `${quote}${MASK}${quote}` : MASK;
}
